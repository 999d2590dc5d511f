package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ResourceMetricSource} of {@code autoscaling/v2}. */
@ApiType
public record ResourceMetricSource(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true, always = true) MetricTarget target) {}
