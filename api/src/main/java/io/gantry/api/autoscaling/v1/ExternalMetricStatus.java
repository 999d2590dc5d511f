package io.gantry.api.autoscaling.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The number last read from outside the cluster.
 *
 * @param metricName Name of the metric.
 * @param metricSelector Labels that narrow the metric down to certain series.
 * @param currentValue The value read last.
 * @param currentAverageValue The value read last, divided by the count of pods.
 */
@ApiType
public record ExternalMetricStatus(
        @Field(1) @Nullable String metricName,
        @Field(2) @Nullable LabelSelector metricSelector,
        @Field(3) @Nullable Quantity currentValue,
        @Field(4) @Nullable Quantity currentAverageValue) {}
