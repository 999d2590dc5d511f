package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * A disk, partition or directory that is attached to one node; the volume's nodeAffinity says to which.
 *
 * @param path Path on the node to a directory or block device.
 * @param fsType Filesystem on a block device. Without it, one is picked; not used for directories.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record LocalVolumeSource(
        @Field(value = 1, required = true) @Required String path,
        @Field(value = 2, pointer = true) @Nullable String fsType) {}
