package io.gantry.api.resource.v1beta2;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * A kind of device that claims can ask for, set up by an administrator or vendor.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Which devices belong to the class, and their configuration. A change does not touch claims that already
 *     have devices.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "resource.k8s.io",
        version = "v1beta2",
        plural = "deviceclasses",
        singular = "deviceclass",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record DeviceClass(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) DeviceClassSpec spec)
        implements KubeObject {
    @Override
    public Kind<DeviceClass> kind() {
        return DeviceClassType.KIND;
    }

    @Override
    public DeviceClass withMetadata(ObjectMeta metadata) {
        return new DeviceClass(metadata, spec);
    }
}
