package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code KeyToPath} of {@code v1}. */
@ApiType
public record KeyToPath(
        @Field(value = 1, required = true) String key,
        @Field(value = 2, required = true) String path,
        @Field(value = 3, pointer = true) @Nullable Integer mode) {}
