package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Preconditions}. */
@ApiType
public record Preconditions(
        @Field(1) @Nullable String uid, @Field(2) @Nullable String resourceVersion) {}
