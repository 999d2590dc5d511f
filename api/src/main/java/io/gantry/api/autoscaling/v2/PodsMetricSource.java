package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;

/**
 * Scale by a number that every pod reports, averaged over the pods.
 *
 * @param metric The number by its name and, if needed, labels that narrow it down to certain series.
 * @param target What the average shall come to. Its type has to be AverageValue.
 */
@CrossChecked("AutoscalerRules")
@ApiType
public record PodsMetricSource(
        @Field(value = 1, required = true, always = true) MetricIdentifier metric,
        @Field(value = 2, required = true, always = true) MetricTarget target) {}
