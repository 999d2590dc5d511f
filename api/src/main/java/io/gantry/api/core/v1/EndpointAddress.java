package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * One IP address behind a Service.
 *
 * @param ip The address, IPv4 or IPv6. Loopback, link-local and multicast addresses are refused.
 * @param targetRef The object that has the address, as a rule a Pod.
 * @param hostname Host name under which a headless Service publishes the address in DNS.
 * @param nodeName Node that the address is on.
 */
@ApiType(atomic = true)
public record EndpointAddress(
        @Field(value = 1, required = true) @Format(TextFormat.ENDPOINT_IP)
        String ip,

        @Field(2) @Nullable ObjectReference targetRef,
        @Field(3) @Format(TextFormat.SHORT_NAME) @Nullable String hostname,

        @Field(value = 4, pointer = true) @Format(TextFormat.LONG_NAME) @Nullable
        String nodeName) {}
