package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ResourceFieldSelector} of {@code v1}. */
@ApiType(atomic = true)
public record ResourceFieldSelector(
        @Field(1) @Nullable String containerName,
        @Field(value = 2, required = true) String resource,
        @Field(3) @Nullable Quantity divisor) {}
