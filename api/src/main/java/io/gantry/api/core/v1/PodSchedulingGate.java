package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code PodSchedulingGate} of {@code v1}. */
@ApiType
public record PodSchedulingGate(
        @Field(value = 1, required = true) String name) {}
