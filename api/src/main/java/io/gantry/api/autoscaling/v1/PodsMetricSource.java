package io.gantry.api.autoscaling.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Scale by a number that every pod reports, averaged over the pods.
 *
 * @param metricName Name of the metric.
 * @param targetAverageValue The average over the pods to aim at.
 * @param selector Labels that narrow the metric down to certain series.
 */
@ApiType
public record PodsMetricSource(
        @Field(1) @Nullable String metricName,
        @Field(2) @Nullable Quantity targetAverageValue,
        @Field(3) @Nullable LabelSelector selector) {}
