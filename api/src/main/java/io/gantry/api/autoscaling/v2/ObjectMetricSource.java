package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ObjectMetricSource} of {@code autoscaling/v2}. */
@ApiType
public record ObjectMetricSource(
        @Field(value = 1, required = true, always = true) CrossVersionObjectReference describedObject,
        @Field(value = 2, required = true, always = true) MetricTarget target,
        @Field(value = 3, required = true, always = true) MetricIdentifier metric) {}
