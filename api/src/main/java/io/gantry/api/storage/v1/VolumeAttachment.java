package io.gantry.api.storage.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code VolumeAttachment} of {@code storage.k8s.io/v1}. */
@ApiType
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
