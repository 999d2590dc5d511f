package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * The number last read from outside the cluster.
 *
 * @param metric Which number.
 * @param current The value read last.
 */
@ApiType
public record ExternalMetricStatus(
        @Field(value = 1, required = true, always = true) MetricIdentifier metric,
        @Field(value = 2, required = true, always = true) MetricValueStatus current) {}
