package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code HorizontalPodAutoscalerSpec} of {@code autoscaling/v1}. */
@ApiType
public record HorizontalPodAutoscalerSpec(
        @Field(value = 1, required = true, always = true) CrossVersionObjectReference scaleTargetRef,

        @Field(value = 2, pointer = true) @Default("1") @Nullable
        Integer minReplicas,

        @Field(value = 3, required = true) int maxReplicas,
        @Field(value = 4, pointer = true) @Nullable Integer targetCPUUtilizationPercentage) {}
