package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code HorizontalPodAutoscalerStatus} of {@code autoscaling/v1}. */
@ApiType
public record HorizontalPodAutoscalerStatus(
        @Field(value = 1, pointer = true) @Nullable Long observedGeneration,
        @Field(2) @Nullable Instant lastScaleTime,
        @Field(value = 3, required = true) int currentReplicas,
        @Field(value = 4, required = true) int desiredReplicas,
        @Field(value = 5, pointer = true) @Nullable Integer currentCPUUtilizationPercentage) {}
