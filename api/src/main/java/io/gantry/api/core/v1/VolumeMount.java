package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code VolumeMount} of {@code v1}. */
@ApiType
public record VolumeMount(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable Boolean readOnly,
        @Field(value = 3, required = true) String mountPath,
        @Field(4) @Nullable String subPath,
        @Field(value = 5, pointer = true) @Nullable String mountPropagation,
        @Field(6) @Nullable String subPathExpr,
        @Field(value = 7, pointer = true) @Nullable String recursiveReadOnly) {}
