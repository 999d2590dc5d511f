package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code HPAScalingPolicy} of {@code autoscaling/v2}. */
@ApiType
public record HPAScalingPolicy(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) int value,
        @Field(value = 3, required = true) int periodSeconds) {}
