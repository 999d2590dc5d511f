package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code TypedLocalObjectReference} of {@code v1}. */
@ApiType(atomic = true)
public record TypedLocalObjectReference(
        @Field(value = 1, pointer = true) @Nullable String apiGroup,
        @Field(value = 2, required = true) String kind,
        @Field(value = 3, required = true) String name) {}
