package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code IngressClassSpec} of {@code networking.k8s.io/v1}. */
@ApiType
public record IngressClassSpec(
        @Field(1) @Nullable String controller,
        @Field(2) @Nullable IngressClassParametersReference parameters) {}
