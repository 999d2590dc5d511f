package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Limits on the speed of scaling, apart for more pods and for fewer.
 *
 * @param scaleUp Rules for adding pods. By default the number may double or grow by 4 in 15 seconds, whichever is more,
 *     without a waiting time.
 * @param scaleDown Rules for removing pods. By default all down to minReplicas may go at once, after 300 seconds in
 *     which no more were called for.
 */
@ApiType
public record HorizontalPodAutoscalerBehavior(
        @Field(1) @Nullable HPAScalingRules scaleUp,
        @Field(2) @Nullable HPAScalingRules scaleDown) {}
