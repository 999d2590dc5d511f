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
 * A port that a container listens on.
 *
 * @param name Name for Services and probes to refer to; at most 15 lowercase letters, digits and dashes, unique in the
 *     pod.
 * @param hostPort Port of the node that leads to the container, 1 to 65535. Equal to containerPort with hostNetwork.
 *     Seldom needed.
 * @param containerPort Port in the pod's network, 1 to 65535.
 * @param protocol One of TCP, UDP, SCTP. Defaults to TCP.
 * @param hostIP Address of the node that hostPort is bound to. Defaults to all addresses.
 */
@ApiType
public record ContainerPort(
        @Field(1) @Format(TextFormat.PORT_NAME) @Nullable String name,
        @Field(2) @Range(min = 1, max = 65535) @Nullable Integer hostPort,

        @Field(value = 3, required = true) @Required @Range(min = 1, max = 65535)
        int containerPort,

        @Field(4) @Default("TCP") @Required @EnumOf({"SCTP", "TCP", "UDP"}) @Nullable
        String protocol,

        @Field(5) @Format(TextFormat.IP) @Nullable String hostIP) {}
