package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * The average last read over the pods.
 *
 * @param metric The number by its name and, if needed, labels that narrow it down to certain series.
 * @param current The average over the pods that was read last.
 */
@ApiType
public record PodsMetricStatus(
        @Field(value = 1, required = true, always = true) MetricIdentifier metric,
        @Field(value = 2, required = true, always = true) MetricValueStatus current) {}
