package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * A vSphere disk as a volume, served through its CSI driver. Deprecated: use csi with csi.vsphere.vmware.com.
 *
 * @param volumePath Path of the disk in vSphere.
 * @param fsType Filesystem to mount, such as ext4 or xfs. Defaults to ext4.
 * @param storagePolicyName Name of the storage policy (SPBM) of the disk.
 * @param storagePolicyID ID of the storage policy that storagePolicyName names.
 */
@ApiType
public record VsphereVirtualDiskVolumeSource(
        @Field(value = 1, required = true) @Required String volumePath,
        @Field(2) @Nullable String fsType,
        @Field(3) @Nullable String storagePolicyName,
        @Field(4) @Nullable String storagePolicyID) {}
