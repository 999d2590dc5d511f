package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code AzureDiskVolumeSource} of {@code v1}. */
@ApiType
public record AzureDiskVolumeSource(
        @Field(value = 1, required = true) String diskName,
        @Field(value = 2, required = true) String diskURI,
        @Field(3) @Default("ReadWrite") @Nullable String cachingMode,
        @Field(4) @Default("ext4") @Nullable String fsType,
        @Field(5) @Nullable Boolean readOnly,
        @Field(6) @Default("Shared") @Nullable String kind) {}
