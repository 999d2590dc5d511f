package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EphemeralVolumeSource} of {@code v1}. */
@ApiType
public record EphemeralVolumeSource(@Field(1) @Nullable PersistentVolumeClaimTemplate volumeClaimTemplate) {}
