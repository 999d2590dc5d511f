package io.gantry.api.autoscaling.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ObjectMetricSource} of {@code autoscaling/v1}. */
@ApiType
public record ObjectMetricSource(
        @Field(value = 1, required = true, always = true) CrossVersionObjectReference target,
        @Field(2) @Nullable String metricName,
        @Field(3) @Nullable Quantity targetValue,
        @Field(4) @Nullable LabelSelector selector,
        @Field(5) @Nullable Quantity averageValue) {}
