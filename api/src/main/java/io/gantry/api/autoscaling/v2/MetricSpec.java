package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code MetricSpec} of {@code autoscaling/v2}. */
@ApiType
public record MetricSpec(
        @Field(value = 1, required = true) String type,
        @Field(2) @Nullable ObjectMetricSource object,
        @Field(3) @Nullable PodsMetricSource pods,
        @Field(4) @Nullable ResourceMetricSource resource,
        @Field(5) @Nullable ExternalMetricSource external,
        @Field(7) @Nullable ContainerResourceMetricSource containerResource) {}
