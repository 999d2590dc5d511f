package io.gantry.api.discovery.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * A port of the backends of a slice.
 *
 * @param name Name of the port, unique in the slice; the same as in the Service. Defaults to the empty string.
 * @param protocol TCP, UDP or SCTP. Defaults to TCP.
 * @param port Number at which the backends listen. Always given for slices of a Service.
 * @param appProtocol What is spoken on the port: an IANA service name such as https, or a name with a domain such as
 *     kubernetes.io/h2c. A hint.
 */
@ApiType(atomic = true)
public record EndpointPort(
        @Field(value = 1, pointer = true) @Format(value = TextFormat.SHORT_NAME, orEmpty = true) @Nullable
        String name,

        @Field(value = 2, pointer = true) @Default("TCP") @Required @EnumOf({"SCTP", "TCP", "UDP"}) @Nullable
        String protocol,

        @Field(value = 3, pointer = true) @Nullable Integer port,
        @Field(value = 4, pointer = true) @Nullable String appProtocol) {}
