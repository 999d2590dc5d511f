package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Member;
import io.gantry.api.schema.Union;
import org.jspecify.annotations.Nullable;

/**
 * An action to take at a point of a container's life; exactly one member is set.
 *
 * @param exec A command, run inside of the container.
 * @param httpGet An HTTP GET request, sent to the container.
 * @param tcpSocket Never worked as a hook and fails when it is run. Deprecated: use exec or httpGet.
 * @param sleep Waits for some seconds.
 */
@Union(none = "must specify a handler type", many = "may not specify more than 1 handler type")
@ApiType
public record LifecycleHandler(
        @Field(1) @Member @Nullable ExecAction exec,
        @Field(2) @Member @Nullable HTTPGetAction httpGet,
        @Field(3) @Member @Nullable TCPSocketAction tcpSocket,
        @Field(4) @Member @Nullable SleepAction sleep) {}
