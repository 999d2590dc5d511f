package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceToleration} of {@code resource.k8s.io/v1}. */
@ApiType
public record DeviceToleration(
        @Field(1) @Nullable String key,
        @Field(2) @Nullable String operator,
        @Field(3) @Nullable String value,
        @Field(4) @Nullable String effect,
        @Field(value = 5, pointer = true) @Nullable Long tolerationSeconds) {}
