package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code HorizontalPodAutoscalerSpec} of {@code autoscaling/v2}. */
@ApiType
public record HorizontalPodAutoscalerSpec(
        @Field(value = 1, required = true, always = true) CrossVersionObjectReference scaleTargetRef,

        @Field(value = 2, pointer = true) @Default("1") @Nullable
        Integer minReplicas,

        @Field(value = 3, required = true) int maxReplicas,
        @Field(value = 4, listType = ListType.ATOMIC) List<MetricSpec> metrics,
        @Field(5) @Nullable HorizontalPodAutoscalerBehavior behavior) {
    public HorizontalPodAutoscalerSpec {
        metrics = Immutable.list(metrics);
    }
}
