package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code TypedObjectReference} of {@code v1}. */
@ApiType
public record TypedObjectReference(
        @Field(value = 1, pointer = true) @Nullable String apiGroup,
        @Field(value = 2, required = true) String kind,
        @Field(value = 3, required = true) String name,
        @Field(value = 4, pointer = true) @Nullable String namespace) {}
