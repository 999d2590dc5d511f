package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/**
 * A port, or a range of ports, of one protocol.
 *
 * @param protocol TCP, UDP or SCTP. Defaults to TCP.
 * @param port Number of the port or its name in the pod. Without it every port of the protocol is meant.
 * @param endPort Last number of a range that begins with port, which has to be a number not larger than this.
 */
@CrossChecked("NetworkingRules")
@ApiType
public record NetworkPolicyPort(
        @Field(value = 1, pointer = true) @Default("TCP") @EnumOf({"TCP", "UDP", "SCTP"}) @Nullable
        String protocol,

        @Field(2) @Format(TextFormat.PORT) @Nullable IntOrString port,
        @Field(value = 3, pointer = true) @Nullable Integer endPort) {}
