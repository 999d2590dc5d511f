package io.gantry.api.autoscaling.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ExternalMetricSource} of {@code autoscaling/v1}. */
@ApiType
public record ExternalMetricSource(
        @Field(1) @Nullable String metricName,
        @Field(2) @Nullable LabelSelector metricSelector,
        @Field(3) @Nullable Quantity targetValue,
        @Field(4) @Nullable Quantity targetAverageValue) {}
