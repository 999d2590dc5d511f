package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceCapacity} of {@code resource.k8s.io/v1}. */
@ApiType
public record DeviceCapacity(
        @Field(value = 1, required = true) Quantity value,
        @Field(2) @Nullable CapacityRequestPolicy requestPolicy) {}
