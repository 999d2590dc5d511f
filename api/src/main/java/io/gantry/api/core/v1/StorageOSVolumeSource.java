package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code StorageOSVolumeSource} of {@code v1}. */
@ApiType
public record StorageOSVolumeSource(
        @Field(1) @Nullable String volumeName,
        @Field(2) @Nullable String volumeNamespace,
        @Field(3) @Nullable String fsType,
        @Field(4) @Nullable Boolean readOnly,
        @Field(5) @Nullable LocalObjectReference secretRef) {}
