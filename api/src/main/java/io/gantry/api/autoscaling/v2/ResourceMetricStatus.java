package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ResourceMetricStatus} of {@code autoscaling/v2}. */
@ApiType
public record ResourceMetricStatus(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true, always = true) MetricValueStatus current) {}
