package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PersistentVolumeClaimVolumeSource} of {@code v1}. */
@ApiType
public record PersistentVolumeClaimVolumeSource(
        @Field(value = 1, required = true) String claimName,
        @Field(2) @Nullable Boolean readOnly) {}
