package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * A Photon Controller disk as a volume. No longer supported: use a CSI driver.
 *
 * @param pdID ID of the disk.
 * @param fsType Filesystem to mount, such as ext4 or xfs. Defaults to ext4.
 */
@ApiType
public record PhotonPersistentDiskVolumeSource(
        @Field(value = 1, required = true) @Required String pdID,
        @Field(2) @Nullable String fsType) {}
