package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ConfigMapEnvSource} of {@code v1}. */
@ApiType
public record ConfigMapEnvSource(
        @Field(value = 1, in = 1) @Nullable String name,
        @Field(value = 2, pointer = true) @Nullable Boolean optional) {}
