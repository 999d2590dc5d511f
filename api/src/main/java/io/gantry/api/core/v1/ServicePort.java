package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
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
        @Field(1) @Nullable String name,
        @Field(2) @Default("TCP") @Nullable String protocol,
        @Field(value = 3, required = true) int port,
        @Field(4) @Nullable IntOrString targetPort,
        @Field(5) @Nullable Integer nodePort,
        @Field(value = 6, pointer = true) @Nullable String appProtocol) {}
