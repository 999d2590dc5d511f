package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code PodReadinessGate} of {@code v1}. */
@ApiType
public record PodReadinessGate(
        @Field(value = 1, required = true) String conditionType) {}
