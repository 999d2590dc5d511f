package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Member;
import io.gantry.api.schema.Minimum;
import io.gantry.api.schema.Union;
import org.jspecify.annotations.Nullable;

/**
 * A check that is made of a container again and again; exactly one way of checking is set.
 *
 * @param exec Runs a command in the container; exit status 0 passes.
 * @param httpGet Sends an HTTP request; a status from 200 to 399 passes.
 * @param tcpSocket Opens a TCP connection; being accepted passes.
 * @param grpc Asks the gRPC health service; SERVING passes.
 * @param initialDelaySeconds Seconds from the container's start to the first check. Defaults to 0.
 * @param timeoutSeconds Seconds until an unanswered check counts as failed. Defaults to 1.
 * @param periodSeconds Seconds from one check to the next. Defaults to 10.
 * @param successThreshold How many checks in a row must pass after a failure; liveness and startup probes accept only
 *     1. Defaults to 1.
 * @param failureThreshold How many checks in a row must fail for the probe to count as failed. Defaults to 3.
 * @param terminationGracePeriodSeconds Seconds to stop in when this probe kills the container, in place of the pod's;
 *     at least 1. Not for readiness.
 */
@Union(none = "must specify a handler type", many = "may not specify more than 1 handler type")
@ApiType
public record Probe(
        @Field(value = 1, in = 1) @Member @Nullable ExecAction exec,
        @Field(value = 2, in = 1) @Member @Nullable HTTPGetAction httpGet,
        @Field(value = 3, in = 1) @Member @Nullable TCPSocketAction tcpSocket,
        @Field(value = 4, in = 1) @Member @Nullable GRPCAction grpc,
        @Field(2) @Minimum(0) @Nullable Integer initialDelaySeconds,
        @Field(3) @Default("1") @Minimum(0) @Nullable Integer timeoutSeconds,
        @Field(4) @Default("10") @Minimum(0) @Nullable Integer periodSeconds,
        @Field(5) @Default("1") @Minimum(0) @Nullable Integer successThreshold,
        @Field(6) @Default("3") @Minimum(0) @Nullable Integer failureThreshold,

        @Field(value = 7, pointer = true) @Minimum(value = 1, message = "must be greater than 0") @Nullable
        Long terminationGracePeriodSeconds) {}
