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
        @Field(4) @Nullable String reason,
        @Field(5) @Nullable String fieldPath,
        @Field(6) @Nullable Boolean optionalOldSelf) {}
