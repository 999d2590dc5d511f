package io.gantry.api.networking.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * State of one port of a load balancer.
 *
 * @param port Number of the port that the load balancer listens on.
 * @param protocol Protocol of the port: TCP, UDP or SCTP.
 * @param error Code of the problem with the port; empty if there is none. Codes of cloud providers look like
 *     example.com/SomeProblem.
 */
@ApiType
public record IngressPortStatus(
        @Field(value = 1, required = true) int port,
        @Field(value = 2, required = true) String protocol,
        @Field(value = 3, pointer = true) @Nullable String error) {}
