package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Probe} of {@code v1}. */
@ApiType
public record Probe(
        @Field(value = 1, in = 1) @Nullable ExecAction exec,
        @Field(value = 2, in = 1) @Nullable HTTPGetAction httpGet,
        @Field(value = 3, in = 1) @Nullable TCPSocketAction tcpSocket,
        @Field(value = 4, in = 1) @Nullable GRPCAction grpc,
        @Field(2) @Nullable Integer initialDelaySeconds,
        @Field(3) @Default("1") @Nullable Integer timeoutSeconds,
        @Field(4) @Default("10") @Nullable Integer periodSeconds,
        @Field(5) @Default("1") @Nullable Integer successThreshold,
        @Field(6) @Default("3") @Nullable Integer failureThreshold,
        @Field(value = 7, pointer = true) @Nullable Long terminationGracePeriodSeconds) {}
