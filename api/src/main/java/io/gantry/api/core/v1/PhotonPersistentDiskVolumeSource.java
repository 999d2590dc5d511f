package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PhotonPersistentDiskVolumeSource} of {@code v1}. */
@ApiType
public record PhotonPersistentDiskVolumeSource(
        @Field(value = 1, required = true) String pdID,
        @Field(2) @Nullable String fsType) {}
