package io.gantry.api.autoscaling.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Scale by a number from outside the cluster, such as the length of a queue.
 *
 * @param metricName Name of the metric.
 * @param metricSelector Labels that narrow the metric down to certain series.
 * @param targetValue The value to aim at.
 * @param targetAverageValue The value for each pod to aim at: the number divided by the count of pods.
 */
@ApiType
public record ExternalMetricSource(
        @Field(1) @Nullable String metricName,
        @Field(2) @Nullable LabelSelector metricSelector,
        @Field(3) @Nullable Quantity targetValue,
        @Field(4) @Nullable Quantity targetAverageValue) {}
