package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Range;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/**
 * A port of a Service.
 *
 * @param name Name of the port, a DNS label that is unique in the Service. May be empty only if there is just one.
 * @param protocol One of TCP, UDP, SCTP. Defaults to TCP.
 * @param port Port of the Service, 1 to 65535.
 * @param targetPort Port of the pods, by number or by name of a container port. Defaults to the value of port.
 * @param nodePort Port on every node, for types NodePort and LoadBalancer. Picked by the system unless you choose a
 *     free one of the node port range.
 * @param appProtocol Application protocol as a hint for proxies: an IANA service name, or a prefixed one such as
 *     kubernetes.io/ws.
 */
@ApiType
public record ServicePort(
        @Field(1) @Format(TextFormat.SHORT_NAME) @Nullable String name,

        @Field(2) @Default("TCP") @Required @EnumOf({"SCTP", "TCP", "UDP"}) @Nullable
        String protocol,

        @Field(value = 3, required = true) @Range(min = 1, max = 65535)
        int port,

        @Field(4) @Format(TextFormat.PORT) @Nullable IntOrString targetPort,
        @Field(5) @Nullable Integer nodePort,

        @Field(value = 6, pointer = true) @Format(TextFormat.LABEL_KEY) @Nullable
        String appProtocol) {}
