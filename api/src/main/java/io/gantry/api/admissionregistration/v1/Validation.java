package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Validation} of {@code admissionregistration.k8s.io/v1}. */
@ApiType
public record Validation(
        @Field(value = 1, required = true) String expression,
        @Field(2) @Nullable String message,
        @Field(value = 3, pointer = true) @Nullable String reason,
        @Field(4) @Nullable String messageExpression) {}
