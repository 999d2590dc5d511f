package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * An Azure disk as a volume, served through the Azure disk CSI driver. Deprecated: use csi with disk.csi.azure.com.
 *
 * @param diskName Name of the disk as it appears in Azure.
 * @param diskURI Full resource ID of the managed disk, or the URI of the blob that holds its data.
 * @param cachingMode Host caching of the disk. One of None, ReadOnly, ReadWrite. Defaults to ReadWrite.
 * @param fsType Filesystem to mount, such as ext4 or xfs. Defaults to ext4.
 * @param readOnly Whether writes are refused at the mount. Defaults to false.
 * @param kind How the disk is held in Azure. One of Shared, Dedicated (both blob disks) or Managed. Defaults to Shared.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record AzureDiskVolumeSource(
        @Field(value = 1, required = true) @Required String diskName,
        @Field(value = 2, required = true) @Required String diskURI,

        @Field(value = 3, pointer = true) @Default("ReadWrite") @Nullable
        String cachingMode,

        @Field(value = 4, pointer = true) @Default("ext4") @Nullable
        String fsType,

        @Field(value = 5, pointer = true) @Nullable Boolean readOnly,

        @Field(value = 6, pointer = true) @Default("Shared") @Nullable
        String kind) {}
