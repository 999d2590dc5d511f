package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NetworkPolicyPort} of {@code networking.k8s.io/v1}. */
@ApiType
public record NetworkPolicyPort(
        @Field(value = 1, pointer = true) @Default("TCP") @Nullable
        String protocol,

        @Field(2) @Nullable IntOrString port,
        @Field(value = 3, pointer = true) @Nullable Integer endPort) {}
