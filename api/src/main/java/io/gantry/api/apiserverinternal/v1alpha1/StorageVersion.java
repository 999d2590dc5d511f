package io.gantry.api.apiserverinternal.v1alpha1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Which versions of a resource the API servers of the cluster read and write. Its name is the group, a dot and the
 * resource.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Empty, as there is nothing to wish for.
 * @param status What the API servers reported.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "CommonEncodingVersion", path = "status.commonEncodingVersion", otherwise = "<unset>")
@Column(name = "StorageVersions", cells = "storageVersion")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
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
