package io.gantry.api.storagemigration.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Has all objects of a resource written anew, so that they are stored in the present version and encryption.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The resource whose objects are rewritten.
 * @param status How far the rewriting has come.
 */
@ApiType
@Column(name = "Name", path = "metadata.name")
@Column(name = "Resource", cells = "storageVersionMigration")
@Column(name = "Status", cells = "storageVersionMigration")
@ApiKind(
        group = "storagemigration.k8s.io",
        version = "v1beta1",
        plural = "storageversionmigrations",
        singular = "storageversionmigration",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|storagemigration.k8s.io/v1beta1/StorageVersionMigration|get,patch,update")
public record StorageVersionMigration(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) StorageVersionMigrationSpec spec,
        @Field(value = 3, always = true) StorageVersionMigrationStatus status)
        implements KubeObject {
    @Override
    public Kind<StorageVersionMigration> kind() {
        return StorageVersionMigrationType.KIND;
    }

    @Override
    public StorageVersionMigration withMetadata(ObjectMeta metadata) {
        return new StorageVersionMigration(metadata, spec, status);
    }
}
