package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * A machine, real or virtual, that runs pods.
 *
 * @param metadata Name, labels and annotations; labels describe the machine to the scheduler.
 * @param spec How the node is to be treated.
 * @param status What the node's kubelet and the control plane report about it.
 */
@ApiType
@ApiKind(
        version = "v1",
        plural = "nodes",
        singular = "node",
        shortNames = "no",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = {"proxy|/v1/NodeProxyOptions|create,delete,get,patch,update", "status|/v1/Node|get,patch,update"
        })
public record Node(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) NodeSpec spec,
        @Field(value = 3, always = true) NodeStatus status)
        implements KubeObject {
    @Override
    public Kind<Node> kind() {
        return NodeType.KIND;
    }

    @Override
    public Node withMetadata(ObjectMeta metadata) {
        return new Node(metadata, spec, status);
    }
}
