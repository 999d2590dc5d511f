package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * A piece of storage of the cluster, made by an administrator or by a provisioner, which claims can bind to.
 *
 * @param metadata Name, labels and annotations; volumes are in no namespace.
 * @param spec What the storage is and how it may be used.
 * @param status Whether the volume is free, bound or released.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Capacity", cells = "persistentVolume")
@Column(name = "Access Modes", cells = "persistentVolume")
@Column(name = "Reclaim Policy", path = "spec.persistentVolumeReclaimPolicy")
@Column(name = "Status", cells = "persistentVolume")
@Column(name = "Claim", cells = "persistentVolume")
@Column(name = "StorageClass", cells = "persistentVolume")
@Column(name = "VolumeAttributesClass", path = "spec.volumeAttributesClassName", otherwise = "<unset>")
@Column(name = "Reason", path = "status.reason")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "VolumeMode", path = "spec.volumeMode", otherwise = "<unset>", wide = true)
@ApiKind(
        version = "v1",
        plural = "persistentvolumes",
        singular = "persistentvolume",
        shortNames = "pv",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|/v1/PersistentVolume|get,patch,update")
public record PersistentVolume(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) PersistentVolumeSpec spec,
        @Field(value = 3, always = true) PersistentVolumeStatus status)
        implements KubeObject {
    @Override
    public Kind<PersistentVolume> kind() {
        return PersistentVolumeType.KIND;
    }

    @Override
    public PersistentVolume withMetadata(ObjectMeta metadata) {
        return new PersistentVolume(metadata, spec, status);
    }
}
