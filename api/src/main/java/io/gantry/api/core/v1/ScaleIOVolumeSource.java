package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ScaleIOVolumeSource} of {@code v1}. */
@ApiType
public record ScaleIOVolumeSource(
        @Field(value = 1, required = true) String gateway,
        @Field(value = 2, required = true) String system,
        @Field(value = 3, required = true) @Nullable LocalObjectReference secretRef,
        @Field(4) @Nullable Boolean sslEnabled,
        @Field(5) @Nullable String protectionDomain,
        @Field(6) @Nullable String storagePool,
        @Field(7) @Default("ThinProvisioned") @Nullable String storageMode,
        @Field(8) @Nullable String volumeName,
        @Field(9) @Default("xfs") @Nullable String fsType,
        @Field(10) @Nullable Boolean readOnly) {}
