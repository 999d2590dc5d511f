package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * An action to take at a point of a container's life; exactly one member is set.
 *
 * @param exec A command, run inside of the container.
 * @param httpGet An HTTP GET request, sent to the container.
 * @param tcpSocket Never worked as a hook and fails when it is run. Deprecated: use exec or httpGet.
 * @param sleep Waits for some seconds.
 */
@ApiType
public record LifecycleHandler(
        @Field(1) @Nullable ExecAction exec,
        @Field(2) @Nullable HTTPGetAction httpGet,
        @Field(3) @Nullable TCPSocketAction tcpSocket,
        @Field(4) @Nullable SleepAction sleep) {}
