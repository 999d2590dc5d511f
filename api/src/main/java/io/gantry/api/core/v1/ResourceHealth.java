package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ResourceHealth} of {@code v1}. */
@ApiType
public record ResourceHealth(
        @Field(value = 1, required = true) String resourceID,
        @Field(2) @Nullable String health,
        @Field(6) @Nullable String message) {}
