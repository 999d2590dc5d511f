package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code GangSchedulingPolicy} of {@code scheduling.k8s.io/v1alpha2}. */
@ApiType
public record GangSchedulingPolicy(
        @Field(value = 1, required = true) int minCount) {}
