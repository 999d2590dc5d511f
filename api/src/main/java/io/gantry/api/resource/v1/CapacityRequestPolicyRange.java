package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CapacityRequestPolicyRange} of {@code resource.k8s.io/v1}. */
@ApiType
public record CapacityRequestPolicyRange(
        @Field(value = 1, required = true) Quantity min,
        @Field(2) @Nullable Quantity max,
        @Field(3) @Nullable Quantity step) {}
