package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ResourcePool} of {@code resource.k8s.io/v1}. */
@ApiType
public record ResourcePool(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) long generation,
        @Field(value = 3, required = true) long resourceSliceCount) {}
