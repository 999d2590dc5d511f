package io.gantry.api.policy.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodDisruptionBudgetSpec} of {@code policy/v1}. */
@ApiType
public record PodDisruptionBudgetSpec(
        @Field(1) @Nullable IntOrString minAvailable,
        @Field(2) @Nullable LabelSelector selector,
        @Field(3) @Nullable IntOrString maxUnavailable,
        @Field(value = 4, pointer = true) @Nullable String unhealthyPodEvictionPolicy) {}
