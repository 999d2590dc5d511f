package io.gantry.api.storage.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * The CSI drivers that are installed on a node. Written by the kubelet; the object has the name of the node.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The drivers of the node.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Drivers", path = "spec.drivers", type = "integer")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "storage.k8s.io",
        version = "v1",
        plural = "csinodes",
        singular = "csinode",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record CSINode(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) CSINodeSpec spec)
        implements KubeObject {
    @Override
    public Kind<CSINode> kind() {
        return CSINodeType.KIND;
    }

    @Override
    public CSINode withMetadata(ObjectMeta metadata) {
        return new CSINode(metadata, spec);
    }
}
