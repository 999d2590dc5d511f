package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code HorizontalPodAutoscalerBehavior} of {@code autoscaling/v2}. */
@ApiType
public record HorizontalPodAutoscalerBehavior(
        @Field(1) @Nullable HPAScalingRules scaleUp,
        @Field(2) @Nullable HPAScalingRules scaleDown) {}
