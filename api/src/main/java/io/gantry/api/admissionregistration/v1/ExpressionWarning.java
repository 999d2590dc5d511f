package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ExpressionWarning} of {@code admissionregistration.k8s.io/v1}. */
@ApiType
public record ExpressionWarning(
        @Field(value = 2, required = true) String fieldRef,
        @Field(value = 3, required = true) String warning) {}
