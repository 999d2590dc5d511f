package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * A Google Compute Engine disk as a volume, served through its CSI driver. Deprecated: use csi with
 * pd.csi.storage.gke.io.
 *
 * @param pdName Name of the disk in Google Compute Engine.
 * @param fsType Filesystem to mount, such as ext4 or xfs. Defaults to ext4.
 * @param partition Number of the partition to mount. 0 or absent means the whole disk.
 * @param readOnly Whether the mount refuses writes; needed to share one disk among several nodes. Defaults to false.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record GCEPersistentDiskVolumeSource(
        @Field(value = 1, required = true) @Required String pdName,
        @Field(2) @Nullable String fsType,
        @Field(3) @Nullable Integer partition,
        @Field(4) @Nullable Boolean readOnly) {}
