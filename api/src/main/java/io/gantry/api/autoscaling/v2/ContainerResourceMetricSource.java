package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ContainerResourceMetricSource} of {@code autoscaling/v2}. */
@ApiType
public record ContainerResourceMetricSource(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true, always = true) MetricTarget target,
        @Field(value = 3, required = true) String container) {}
