package io.gantry.api.admissionregistration.v1alpha1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code AuditAnnotation} of {@code admissionregistration.k8s.io/v1alpha1}. */
@ApiType
public record AuditAnnotation(
        @Field(value = 1, required = true) String key,
        @Field(value = 2, required = true) String valueExpression) {}
