package io.gantry.api.resource.v1beta2;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Tells which devices a driver has on a node or in the cluster. Several slices may make up one pool.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The devices and where they can be used. Written by the driver.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Node", path = "spec.nodeName")
@Column(name = "Driver", path = "spec.driver")
@Column(name = "Pool", path = "spec.pool.name")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "resource.k8s.io",
        version = "v1beta2",
        plural = "resourceslices",
        singular = "resourceslice",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record ResourceSlice(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) ResourceSliceSpec spec)
        implements KubeObject {
    @Override
    public Kind<ResourceSlice> kind() {
        return ResourceSliceType.KIND;
    }

    @Override
    public ResourceSlice withMetadata(ObjectMeta metadata) {
        return new ResourceSlice(metadata, spec);
    }
}
