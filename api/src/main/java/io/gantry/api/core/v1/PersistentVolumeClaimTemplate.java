package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code PersistentVolumeClaimTemplate} of {@code v1}. */
@ApiType
public record PersistentVolumeClaimTemplate(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) PersistentVolumeClaimSpec spec) {}
