package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
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
        @Field(1) @Nullable String name,
        @Field(2) @Nullable Integer hostPort,
        @Field(value = 3, required = true) int containerPort,
        @Field(4) @Default("TCP") @Nullable String protocol,
        @Field(5) @Nullable String hostIP) {}
