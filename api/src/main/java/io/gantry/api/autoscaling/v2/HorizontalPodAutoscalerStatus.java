package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code HorizontalPodAutoscalerStatus} of {@code autoscaling/v2}. */
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
