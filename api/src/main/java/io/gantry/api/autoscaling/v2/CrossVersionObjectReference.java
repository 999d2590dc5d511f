package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CrossVersionObjectReference} of {@code autoscaling/v2}. */
@ApiType
public record CrossVersionObjectReference(
        @Field(value = 1, required = true) String kind,
        @Field(value = 2, required = true) String name,
        @Field(3) @Nullable String apiVersion) {}
