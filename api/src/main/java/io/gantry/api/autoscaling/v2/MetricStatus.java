package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code MetricStatus} of {@code autoscaling/v2}. */
@ApiType
public record MetricStatus(
        @Field(value = 1, required = true) String type,
        @Field(2) @Nullable ObjectMetricStatus object,
        @Field(3) @Nullable PodsMetricStatus pods,
        @Field(4) @Nullable ResourceMetricStatus resource,
        @Field(5) @Nullable ExternalMetricStatus external,
        @Field(7) @Nullable ContainerResourceMetricStatus containerResource) {}
