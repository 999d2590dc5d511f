package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * What an autoscaler scales, within which limits, and to which CPU load.
 *
 * @param scaleTargetRef The workload to scale, such as a Deployment. Its kind needs a scale subresource.
 * @param minReplicas The number of pods never gone below. Defaults to 1; 0 needs the HPAScaleToZero feature and an
 *     Object or External metric.
 * @param maxReplicas The number of pods never gone beyond. Not less than minReplicas.
 * @param targetCPUUtilizationPercentage CPU use to aim at on average over the pods, in percent of what they request.
 *     Without it, 80.
 */
@ApiType
public record HorizontalPodAutoscalerSpec(
        @Field(value = 1, required = true, always = true) CrossVersionObjectReference scaleTargetRef,

        @Field(value = 2, pointer = true) @Default("1") @Nullable
        Integer minReplicas,

        @Field(value = 3, required = true) int maxReplicas,
        @Field(value = 4, pointer = true) @Nullable Integer targetCPUUtilizationPercentage) {}
