package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;

/**
 * Scale by a number from outside the cluster, such as the length of a queue.
 *
 * @param metric The number by its name and, if needed, labels that narrow it down to certain series.
 * @param target What the number shall come to, as a whole or for each pod.
 */
@CrossChecked("AutoscalerRules")
@ApiType
public record ExternalMetricSource(
        @Field(value = 1, required = true, always = true) MetricIdentifier metric,
        @Field(value = 2, required = true, always = true) MetricTarget target) {}
