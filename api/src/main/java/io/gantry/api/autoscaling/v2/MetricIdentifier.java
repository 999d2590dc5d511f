package io.gantry.api.autoscaling.v2;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code MetricIdentifier} of {@code autoscaling/v2}. */
@ApiType
public record MetricIdentifier(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable LabelSelector selector) {}
