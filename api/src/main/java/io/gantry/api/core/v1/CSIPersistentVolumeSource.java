package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A volume that is managed by a CSI driver, behind a PersistentVolume.
 *
 * @param driver Name of the CSI driver, as registered on the nodes. Immutable.
 * @param volumeHandle The driver's own ID of the volume, handed to every CSI call. Immutable.
 * @param readOnly Whether the volume is published to nodes as read-only. Defaults to false.
 * @param fsType Filesystem to mount and, if need be, to format with. Without it the driver chooses.
 * @param volumeAttributes Driver-specific properties that were returned when the volume was created, passed along at
 *     attach and mount.
 * @param controllerPublishSecretRef Secret handed to the driver when the volume is attached to or detached from a node.
 * @param nodeStageSecretRef Secret handed to the driver when the node prepares the volume for all of its pods.
 * @param nodePublishSecretRef Secret handed to the driver when the volume is mounted for one pod.
 * @param controllerExpandSecretRef Secret handed to the driver when the volume is grown in the storage backend.
 * @param nodeExpandSecretRef Secret handed to the driver when the filesystem is grown on the node.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record CSIPersistentVolumeSource(
        @Field(value = 1, required = true) @Required @Format(TextFormat.DRIVER_NAME)
        String driver,

        @Field(value = 2, required = true) @Required String volumeHandle,
        @Field(3) @Nullable Boolean readOnly,
        @Field(4) @Nullable String fsType,
        @Field(5) Map<String, String> volumeAttributes,
        @Field(6) @Nullable SecretReference controllerPublishSecretRef,
        @Field(7) @Nullable SecretReference nodeStageSecretRef,
        @Field(8) @Nullable SecretReference nodePublishSecretRef,
        @Field(9) @Nullable SecretReference controllerExpandSecretRef,
        @Field(10) @Nullable SecretReference nodeExpandSecretRef) {
    public CSIPersistentVolumeSource {
        volumeAttributes = Immutable.map(volumeAttributes);
    }
}
