package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ResourceMetricSource} of {@code autoscaling/v1}. */
@ApiType
public record ResourceMetricSource(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, pointer = true) @Nullable Integer targetAverageUtilization,
        @Field(3) @Nullable Quantity targetAverageValue) {}
