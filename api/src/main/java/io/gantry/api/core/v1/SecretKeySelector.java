package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code SecretKeySelector} of {@code v1}. */
@ApiType(atomic = true)
public record SecretKeySelector(
        @Field(value = 1, in = 1) @Nullable String name,
        @Field(value = 2, required = true) String key,
        @Field(value = 3, pointer = true) @Nullable Boolean optional) {}
