package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code FileKeySelector} of {@code v1}. */
@ApiType(atomic = true)
public record FileKeySelector(
        @Field(value = 1, required = true) String volumeName,
        @Field(value = 2, required = true) String path,
        @Field(value = 3, required = true) String key,
        @Field(value = 4, pointer = true) @Nullable Boolean optional) {}
