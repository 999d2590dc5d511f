package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code LifecycleHandler} of {@code v1}. */
@ApiType
public record LifecycleHandler(
        @Field(1) @Nullable ExecAction exec,
        @Field(2) @Nullable HTTPGetAction httpGet,
        @Field(3) @Nullable TCPSocketAction tcpSocket,
        @Field(4) @Nullable SleepAction sleep) {}
