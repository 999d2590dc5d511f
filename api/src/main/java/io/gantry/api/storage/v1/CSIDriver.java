package io.gantry.api.storage.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Tells the cluster what a CSI storage driver can do and needs. The name of the object is the name of the driver.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Abilities and needs of the driver.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "AttachRequired", path = "spec.attachRequired", otherwise = "true", type = "boolean")
@Column(name = "PodInfoOnMount", path = "spec.podInfoOnMount", type = "boolean")
@Column(name = "StorageCapacity", path = "spec.storageCapacity", type = "boolean")
@Column(name = "TokenRequests", path = "spec.tokenRequests.audience", otherwise = "<unset>")
@Column(name = "RequiresRepublish", path = "spec.requiresRepublish", type = "boolean")
@Column(name = "Modes", path = "spec.volumeLifecycleModes", otherwise = "<none>")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "storage.k8s.io",
        version = "v1",
        plural = "csidrivers",
        singular = "csidriver",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record CSIDriver(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) CSIDriverSpec spec)
        implements KubeObject {
    @Override
    public Kind<CSIDriver> kind() {
        return CSIDriverType.KIND;
    }

    @Override
    public CSIDriver withMetadata(ObjectMeta metadata) {
        return new CSIDriver(metadata, spec);
    }
}
