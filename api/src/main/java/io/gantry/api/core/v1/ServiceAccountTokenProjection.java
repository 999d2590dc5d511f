package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ServiceAccountTokenProjection} of {@code v1}. */
@ApiType
public record ServiceAccountTokenProjection(
        @Field(1) @Nullable String audience,

        @Field(value = 2, pointer = true) @Default("3600") @Nullable
        Long expirationSeconds,

        @Field(value = 3, required = true) String path) {}
