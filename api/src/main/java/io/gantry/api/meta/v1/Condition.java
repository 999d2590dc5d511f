package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Condition}. */
@ApiType
public record Condition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable Long observedGeneration,
        @Field(value = 4, required = true) @Nullable Instant lastTransitionTime,
        @Field(value = 5, required = true) String reason,
        @Field(value = 6, required = true) String message) {}
