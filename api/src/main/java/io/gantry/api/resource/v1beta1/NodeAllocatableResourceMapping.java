package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NodeAllocatableResourceMapping} of {@code resource.k8s.io/v1beta1}. */
@ApiType
public record NodeAllocatableResourceMapping(
        @Field(1) @Nullable String capacityKey,
        @Field(2) @Nullable Quantity allocationMultiplier) {}
