package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * A StorageOS volume behind a PersistentVolume. No longer supported: use a CSI driver.
 *
 * @param volumeName Name of the StorageOS volume, unique in its namespace.
 * @param volumeNamespace StorageOS namespace of the volume. Defaults to the pod's namespace.
 * @param fsType Filesystem to mount, such as ext4 or xfs. Defaults to ext4.
 * @param readOnly Whether the mount refuses writes. Defaults to false.
 * @param secretRef Secret with credentials for the StorageOS API.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record StorageOSPersistentVolumeSource(
        @Field(1) @Required @Nullable String volumeName,
        @Field(2) @Nullable String volumeNamespace,
        @Field(3) @Nullable String fsType,
        @Field(4) @Nullable Boolean readOnly,
        @Field(5) @Nullable ObjectReference secretRef) {}
