package io.gantry.api.storage.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * The wish to have a volume attached to a node, and how far that has come. Made by the system, not by users.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Which volume, to which node, by which driver. Immutable.
 * @param status Whether the volume is attached. Written by the attacher of the driver.
 */
@ApiType
@ApiKind(group = "storage.k8s.io", version = "v1beta1")
public record VolumeAttachment(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) VolumeAttachmentSpec spec,
        @Field(value = 3, always = true) VolumeAttachmentStatus status)
        implements KubeObject {
    @Override
    public Kind<VolumeAttachment> kind() {
        return VolumeAttachmentType.KIND;
    }

    @Override
    public VolumeAttachment withMetadata(ObjectMeta metadata) {
        return new VolumeAttachment(metadata, spec, status);
    }
}
