package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ResourceClaim} of {@code v1}. */
@ApiType
public record ResourceClaim(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable String request) {}
