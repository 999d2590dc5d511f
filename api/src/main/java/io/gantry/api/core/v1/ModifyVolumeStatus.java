package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ModifyVolumeStatus} of {@code v1}. */
@ApiType
public record ModifyVolumeStatus(
        @Field(1) @Nullable String targetVolumeAttributesClassName,
        @Field(value = 2, required = true) String status) {}
