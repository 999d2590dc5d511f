package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * What became of a Service's port at a load balancer.
 *
 * @param port The port of the Service.
 * @param protocol One of TCP, UDP, SCTP.
 * @param error Why the port could not be opened, as one CamelCase word; a provider's own words have a domain prefix.
 *     Absent when all is well.
 */
@ApiType
public record PortStatus(
        @Field(value = 1, required = true) int port,
        @Field(value = 2, required = true) String protocol,
        @Field(value = 3, pointer = true) @Nullable String error) {}
