package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Toleration} of {@code v1}. */
@ApiType
public record Toleration(
        @Field(1) @Nullable String key,
        @Field(2) @Nullable String operator,
        @Field(3) @Nullable String value,
        @Field(4) @Nullable String effect,
        @Field(value = 5, pointer = true) @Nullable Long tolerationSeconds) {}
