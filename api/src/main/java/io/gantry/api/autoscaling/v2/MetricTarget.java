package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code MetricTarget} of {@code autoscaling/v2}. */
@ApiType
public record MetricTarget(
        @Field(value = 1, required = true) String type,
        @Field(2) @Nullable Quantity value,
        @Field(3) @Nullable Quantity averageValue,
        @Field(value = 4, pointer = true) @Nullable Integer averageUtilization) {}
