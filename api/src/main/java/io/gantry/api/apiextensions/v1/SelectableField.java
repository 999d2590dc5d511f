package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code SelectableField} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record SelectableField(
        @Field(value = 1, required = true) String jsonPath) {}
