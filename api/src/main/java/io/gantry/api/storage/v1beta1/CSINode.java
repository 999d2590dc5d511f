package io.gantry.api.storage.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * The CSI drivers that are installed on a node. Written by the kubelet; the object has the name of the node.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The drivers of the node.
 */
@ApiType
@ApiKind(group = "storage.k8s.io", version = "v1beta1")
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
