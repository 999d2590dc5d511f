package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code VsphereVirtualDiskVolumeSource} of {@code v1}. */
@ApiType
public record VsphereVirtualDiskVolumeSource(
        @Field(value = 1, required = true) String volumePath,
        @Field(2) @Nullable String fsType,
        @Field(3) @Nullable String storagePolicyName,
        @Field(4) @Nullable String storagePolicyID) {}
