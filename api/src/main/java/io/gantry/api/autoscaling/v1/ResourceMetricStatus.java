package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ResourceMetricStatus} of {@code autoscaling/v1}. */
@ApiType
public record ResourceMetricStatus(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, pointer = true) @Nullable Integer currentAverageUtilization,
        @Field(3) @Nullable Quantity currentAverageValue) {}
