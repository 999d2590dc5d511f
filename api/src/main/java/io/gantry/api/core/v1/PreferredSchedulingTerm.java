package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code PreferredSchedulingTerm} of {@code v1}. */
@ApiType
public record PreferredSchedulingTerm(
        @Field(value = 1, required = true) int weight,
        @Field(value = 2, required = true, always = true) NodeSelectorTerm preference) {}
