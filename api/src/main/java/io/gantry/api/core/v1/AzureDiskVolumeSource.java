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

        @Field(value = 3, pointer = true) @Default("ReadWrite") @Nullable
        String cachingMode,

        @Field(value = 4, pointer = true) @Default("ext4") @Nullable
        String fsType,

        @Field(value = 5, pointer = true) @Nullable Boolean readOnly,

        @Field(value = 6, pointer = true) @Default("Shared") @Nullable
        String kind) {}
