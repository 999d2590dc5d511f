package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CinderPersistentVolumeSource} of {@code v1}. */
@ApiType
public record CinderPersistentVolumeSource(
        @Field(value = 1, required = true) String volumeID,
        @Field(2) @Nullable String fsType,
        @Field(3) @Nullable Boolean readOnly,
        @Field(4) @Nullable SecretReference secretRef) {}
