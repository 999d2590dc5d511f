package io.gantry.api.networking.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code IngressClassParametersReference} of {@code networking.k8s.io/v1beta1}. */
@ApiType
public record IngressClassParametersReference(
        @Field(value = 1, pointer = true) @Nullable String apiGroup,
        @Field(value = 2, required = true) String kind,
        @Field(value = 3, required = true) String name,

        @Field(value = 4, pointer = true) @Default("Cluster") @Nullable
        String scope,

        @Field(value = 5, pointer = true) @Nullable String namespace) {}
