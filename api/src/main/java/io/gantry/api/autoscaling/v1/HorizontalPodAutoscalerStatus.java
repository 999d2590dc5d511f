package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code HorizontalPodAutoscalerStatus} of {@code autoscaling/v1}. */
@ApiType
public record HorizontalPodAutoscalerStatus(
        @Field(1) @Nullable Long observedGeneration,
        @Field(2) @Nullable Instant lastScaleTime,
        @Field(value = 3, required = true) int currentReplicas,
        @Field(value = 4, required = true) int desiredReplicas,
        @Field(5) @Nullable Integer currentCPUUtilizationPercentage) {}
