package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * A Portworx volume as a volume. Deprecated: use csi with pxd.portworx.com.
 *
 * @param volumeID ID of the Portworx volume.
 * @param fsType Filesystem to mount, such as ext4 or xfs. Defaults to ext4.
 * @param readOnly Whether the mount refuses writes. Defaults to false.
 */
@ApiType
public record PortworxVolumeSource(
        @Field(value = 1, required = true) @Required String volumeID,
        @Field(2) @Nullable String fsType,
        @Field(3) @Nullable Boolean readOnly) {}
