package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ScaleStatus} of {@code autoscaling/v1}. */
@ApiType
public record ScaleStatus(
        @Field(value = 1, required = true) int replicas,
        @Field(2) @Nullable String selector) {}
