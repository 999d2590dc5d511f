package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * A piece of storage of the cluster, made by an administrator or by a provisioner, which claims can bind to.
 *
 * @param metadata Name, labels and annotations; volumes are in no namespace.
 * @param spec What the storage is and how it may be used.
 * @param status Whether the volume is free, bound or released.
 */
@ApiType
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
