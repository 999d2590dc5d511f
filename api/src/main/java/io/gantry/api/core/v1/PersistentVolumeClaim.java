package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * A request for storage, which pods mount by its name.
 *
 * @param metadata Name, namespace, labels and annotations.
 * @param spec What storage is asked for.
 * @param status What was bound and how far changes have come.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Status", cells = "persistentVolumeClaim")
@Column(name = "Volume", path = "spec.volumeName")
@Column(name = "Capacity", cells = "persistentVolumeClaim")
@Column(name = "Access Modes", cells = "persistentVolumeClaim")
@Column(name = "StorageClass", cells = "persistentVolumeClaim")
@Column(name = "VolumeAttributesClass", path = "spec.volumeAttributesClassName", otherwise = "<unset>")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "VolumeMode", path = "spec.volumeMode", otherwise = "<unset>", wide = true)
@ApiKind(
        version = "v1",
        plural = "persistentvolumeclaims",
        singular = "persistentvolumeclaim",
        namespaced = true,
        shortNames = "pvc",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|/v1/PersistentVolumeClaim|get,patch,update")
public record PersistentVolumeClaim(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) PersistentVolumeClaimSpec spec,
        @Field(value = 3, always = true) PersistentVolumeClaimStatus status)
        implements KubeObject {
    @Override
    public Kind<PersistentVolumeClaim> kind() {
        return PersistentVolumeClaimType.KIND;
    }

    @Override
    public PersistentVolumeClaim withMetadata(ObjectMeta metadata) {
        return new PersistentVolumeClaim(metadata, spec, status);
    }
}
