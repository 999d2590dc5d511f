package io.gantry.api.apiserverinternal.v1alpha1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code StorageVersion} of {@code internal.apiserver.k8s.io/v1alpha1}. */
@ApiType
@ApiKind(
        group = "internal.apiserver.k8s.io",
        version = "v1alpha1",
        plural = "storageversions",
        singular = "storageversion",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|internal.apiserver.k8s.io/v1alpha1/StorageVersion|get,patch,update")
public record StorageVersion(
        @Field(value = 1, required = true, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) StorageVersionSpec spec,
        @Field(value = 3, always = true) StorageVersionStatus status)
        implements KubeObject {
    @Override
    public Kind<StorageVersion> kind() {
        return StorageVersionType.KIND;
    }

    @Override
    public StorageVersion withMetadata(ObjectMeta metadata) {
        return new StorageVersion(metadata, spec, status);
    }
}
