package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * A machine, real or virtual, that runs pods.
 *
 * @param metadata Name, labels and annotations; labels describe the machine to the scheduler.
 * @param spec How the node is to be treated.
 * @param status What the node's kubelet and the control plane report about it.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Status", cells = "node")
@Column(name = "Roles", cells = "node")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "Version", path = "status.nodeInfo.kubeletVersion")
@Column(name = "Internal-IP", cells = "node", wide = true)
@Column(name = "External-IP", cells = "node", wide = true)
@Column(name = "OS-Image", path = "status.nodeInfo.osImage", otherwise = "<unknown>", wide = true)
@Column(name = "Kernel-Version", cells = "node", wide = true)
@Column(
        name = "Container-Runtime",
        path = "status.nodeInfo.containerRuntimeVersion",
        otherwise = "<unknown>",
        wide = true)
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
