package io.gantry.api.storage.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;

/**
 * Which volume to attach where.
 *
 * @param attacher Name of the CSI driver that has to do it.
 * @param source The volume, mostly named by its PersistentVolume.
 * @param nodeName Name of the node to attach it to.
 */
@ApiType
public record VolumeAttachmentSpec(
        @Field(value = 1, required = true) @Required @Format(TextFormat.DRIVER_NAME)
        String attacher,

        @Field(value = 2, required = true, always = true) VolumeAttachmentSource source,

        @Field(value = 3, required = true) @Format(TextFormat.LONG_NAME)
        String nodeName) {}
