package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Preconditions}. */
@ApiType
public record Preconditions(
        @Field(value = 1, pointer = true) @Nullable String uid,
        @Field(value = 2, pointer = true) @Nullable String resourceVersion) {}
