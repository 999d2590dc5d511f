package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code StatusCause}. */
@ApiType
public record StatusCause(
        @Field(1) @Nullable String reason,
        @Field(2) @Nullable String message,
        @Field(3) @Nullable String field) {}
