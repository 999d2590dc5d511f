package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Preconditions} of {@code v1}. */
@ApiType
public record Preconditions(
        @Field(value = 1, pointer = true) @Nullable String uid) {}
