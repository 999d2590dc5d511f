package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ExternalMetricStatus} of {@code autoscaling/v2}. */
@ApiType
public record ExternalMetricStatus(
        @Field(value = 1, required = true, always = true) MetricIdentifier metric,
        @Field(value = 2, required = true, always = true) MetricValueStatus current) {}
