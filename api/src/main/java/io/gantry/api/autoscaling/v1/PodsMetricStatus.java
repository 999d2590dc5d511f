package io.gantry.api.autoscaling.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The average last read over the pods.
 *
 * @param metricName Name of the metric.
 * @param currentAverageValue The average read last.
 * @param selector Labels that narrow the metric down to certain series.
 */
@ApiType
public record PodsMetricStatus(
        @Field(1) @Nullable String metricName,
        @Field(2) @Nullable Quantity currentAverageValue,
        @Field(3) @Nullable LabelSelector selector) {}
