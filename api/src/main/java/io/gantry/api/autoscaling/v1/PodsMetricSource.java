package io.gantry.api.autoscaling.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodsMetricSource} of {@code autoscaling/v1}. */
@ApiType
public record PodsMetricSource(
        @Field(1) @Nullable String metricName,
        @Field(2) @Nullable Quantity targetAverageValue,
        @Field(3) @Nullable LabelSelector selector) {}
