package io.gantry.api.storage.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * The wish to have a volume attached to a node, and how far that has come. Made by the system, not by users.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Which volume, to which node, by which driver. Immutable.
 * @param status Whether the volume is attached. Written by the attacher of the driver.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Attacher", path = "spec.attacher", format = "name")
@Column(name = "PV", path = "spec.source.persistentVolumeName")
@Column(name = "Node", path = "spec.nodeName")
@Column(name = "Attached", path = "status.attached", type = "boolean")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "storage.k8s.io",
        version = "v1",
        plural = "volumeattachments",
        singular = "volumeattachment",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|storage.k8s.io/v1/VolumeAttachment|get,patch,update")
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
