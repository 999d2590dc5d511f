package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ValidationRule} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record ValidationRule(
        @Field(value = 1, required = true) String rule,
        @Field(2) @Nullable String message,
        @Field(3) @Nullable String messageExpression,
        @Field(value = 4, pointer = true) @Nullable String reason,
        @Field(5) @Nullable String fieldPath,
        @Field(value = 6, pointer = true) @Nullable Boolean optionalOldSelf) {}
