package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ObjectMetricStatus} of {@code autoscaling/v2}. */
@ApiType
public record ObjectMetricStatus(
        @Field(value = 1, required = true, always = true) MetricIdentifier metric,
        @Field(value = 2, required = true, always = true) MetricValueStatus current,
        @Field(value = 3, required = true, always = true) CrossVersionObjectReference describedObject) {}
