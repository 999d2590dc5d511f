package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EmptyDirVolumeSource} of {@code v1}. */
@ApiType
public record EmptyDirVolumeSource(
        @Field(1) @Nullable String medium,
        @Field(2) @Nullable Quantity sizeLimit) {}
