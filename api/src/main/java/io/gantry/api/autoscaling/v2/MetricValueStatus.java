package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code MetricValueStatus} of {@code autoscaling/v2}. */
@ApiType
public record MetricValueStatus(
        @Field(1) @Nullable Quantity value,
        @Field(2) @Nullable Quantity averageValue,
        @Field(value = 3, pointer = true) @Nullable Integer averageUtilization) {}
