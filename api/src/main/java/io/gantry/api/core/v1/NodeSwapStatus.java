package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NodeSwapStatus} of {@code v1}. */
@ApiType
public record NodeSwapStatus(
        @Field(value = 1, pointer = true) @Nullable Long capacity) {}
