package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code Variable} of {@code admissionregistration.k8s.io/v1}. */
@ApiType(atomic = true)
public record Variable(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) String expression) {}
