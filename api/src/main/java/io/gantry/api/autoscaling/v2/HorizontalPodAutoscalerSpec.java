package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Minimum;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an autoscaler scales, within which limits, and by which measures.
 *
 * @param scaleTargetRef The workload to scale, such as a Deployment. Its kind needs a scale subresource.
 * @param minReplicas The number of pods never gone below. Defaults to 1; 0 needs the HPAScaleToZero feature and an
 *     Object or External metric.
 * @param maxReplicas The number of pods never gone beyond. Not less than minReplicas.
 * @param metrics What to measure and aim at. Each entry yields a number of pods and the largest wins. Without any: 80
 *     percent of the requested CPU.
 * @param behavior How fast and how far to scale in either direction. The parts left out have defaults.
 */
@ApiType
public record HorizontalPodAutoscalerSpec(
        @Field(value = 1, required = true, always = true) CrossVersionObjectReference scaleTargetRef,

        @Field(value = 2, pointer = true) @Default("1") @Minimum(1) @Nullable
        Integer minReplicas,

        @Field(value = 3, required = true) @Minimum(value = 1, message = "must be greater than 0")
        int maxReplicas,

        @Field(value = 4, listType = ListType.ATOMIC) List<MetricSpec> metrics,
        @Field(5) @Nullable HorizontalPodAutoscalerBehavior behavior) {
    public HorizontalPodAutoscalerSpec {
        metrics = Immutable.list(metrics);
    }
}
