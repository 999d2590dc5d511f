package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an autoscaler measured and did last.
 *
 * @param observedGeneration Generation of the spec that this status is about.
 * @param lastScaleTime When the autoscaler last changed the number of pods.
 * @param currentReplicas Number of pods when last looked at.
 * @param desiredReplicas Number of pods that the autoscaler reckoned to be right.
 * @param currentMetrics The latest measurements, in the order of the metrics of the spec.
 * @param conditions Whether the autoscaler is able to scale and does, one entry for each type.
 */
@ApiType
public record HorizontalPodAutoscalerStatus(
        @Field(value = 1, pointer = true) @Nullable Long observedGeneration,
        @Field(2) @Nullable Instant lastScaleTime,
        @Field(3) @Nullable Integer currentReplicas,
        @Field(value = 4, required = true) int desiredReplicas,
        @Field(value = 5, listType = ListType.ATOMIC) List<MetricStatus> currentMetrics,

        @Field(
                value = 6,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<HorizontalPodAutoscalerCondition> conditions) {
    public HorizontalPodAutoscalerStatus {
        currentMetrics = Immutable.list(currentMetrics);
        conditions = Immutable.list(conditions);
    }
}
