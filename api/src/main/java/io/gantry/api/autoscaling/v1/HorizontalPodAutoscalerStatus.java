package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an autoscaler saw and did last.
 *
 * @param observedGeneration Generation of the spec that this status is about.
 * @param lastScaleTime When the autoscaler last changed the number of pods.
 * @param currentReplicas Number of pods when last looked at.
 * @param desiredReplicas Number of pods that the autoscaler reckoned to be right.
 * @param currentCPUUtilizationPercentage CPU use on average over the pods, in percent of what they request; 70 means 70
 *     percent.
 */
@ApiType
public record HorizontalPodAutoscalerStatus(
        @Field(value = 1, pointer = true) @Nullable Long observedGeneration,
        @Field(2) @Nullable Instant lastScaleTime,
        @Field(value = 3, required = true) int currentReplicas,
        @Field(value = 4, required = true) int desiredReplicas,
        @Field(value = 5, pointer = true) @Nullable Integer currentCPUUtilizationPercentage) {}
