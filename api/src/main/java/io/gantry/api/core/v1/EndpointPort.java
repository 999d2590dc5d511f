package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Range;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * A port that endpoints serve on.
 *
 * @param name Name of the port, equal to that of the Service's port. May be empty only if there is just one.
 * @param port The port number.
 * @param protocol One of TCP, UDP, SCTP. Defaults to TCP.
 * @param appProtocol Application protocol as a hint for proxies: an IANA service name, or a prefixed one such as
 *     kubernetes.io/h2c.
 */
@ApiType(atomic = true)
public record EndpointPort(
        @Field(1) @Format(TextFormat.SHORT_NAME) @Nullable String name,

        @Field(value = 2, required = true) @Range(min = 1, max = 65535)
        int port,

        @Field(3) @Default("TCP") @Required @EnumOf({"SCTP", "TCP", "UDP"}) @Nullable
        String protocol,

        @Field(value = 4, pointer = true) @Nullable String appProtocol) {}
