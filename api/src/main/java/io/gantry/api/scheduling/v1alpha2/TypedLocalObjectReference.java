package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code TypedLocalObjectReference} of {@code scheduling.k8s.io/v1alpha2}. */
@ApiType
public record TypedLocalObjectReference(
        @Field(1) @Nullable String apiGroup,
        @Field(value = 2, required = true) String kind,
        @Field(value = 3, required = true) String name) {}
