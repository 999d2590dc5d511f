package io.gantry.api.storage.v1;

import io.gantry.api.core.v1.PersistentVolumeSpec;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The volume to attach. Exactly one field is given.
 *
 * @param persistentVolumeName Name of the PersistentVolume to attach.
 * @param inlineVolumeSpec Description of a volume that a pod defines inline, for in-tree volumes that a CSI driver now
 *     handles.
 */
@ApiType
public record VolumeAttachmentSource(
        @Field(value = 1, pointer = true) @Nullable String persistentVolumeName,

        @Field(2) @ByHand("less may be said of it than of a volume") @Nullable
        PersistentVolumeSpec inlineVolumeSpec) {}
