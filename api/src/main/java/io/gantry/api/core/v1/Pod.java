package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Containers that run together on one node and share its network address and volumes.
 *
 * @param metadata Name, namespace, labels and annotations.
 * @param spec What to run and how.
 * @param status What is going on with the pod, reported by its node; may lag behind.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Ready", cells = "pod")
@Column(name = "Status", cells = "pod")
@Column(name = "Restarts", cells = "pod")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "IP", cells = "pod", wide = true)
@Column(name = "Node", path = "spec.nodeName", otherwise = "<none>", wide = true)
@Column(name = "Nominated Node", path = "status.nominatedNodeName", otherwise = "<none>", wide = true)
@Column(name = "Readiness Gates", cells = "pod", wide = true)
@ApiKind(
        version = "v1",
        plural = "pods",
        singular = "pod",
        namespaced = true,
        shortNames = "po",
        categories = "all",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = {
            "attach|/v1/PodAttachOptions|create,get",
            "binding|/v1/Binding|create",
            "ephemeralcontainers|/v1/Pod|get,patch,update",
            "eviction|policy/v1/Eviction|create",
            "exec|/v1/PodExecOptions|create,get",
            "log|/v1/Pod|get",
            "portforward|/v1/PodPortForwardOptions|create,get",
            "proxy|/v1/PodProxyOptions|create,delete,get,patch,update",
            "resize|/v1/Pod|get,patch,update",
            "status|/v1/Pod|get,patch,update"
        })
public record Pod(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) PodSpec spec,
        @Field(value = 3, always = true) PodStatus status)
        implements KubeObject {
    @Override
    public Kind<Pod> kind() {
        return PodType.KIND;
    }

    @Override
    public Pod withMetadata(ObjectMeta metadata) {
        return new Pod(metadata, spec, status);
    }
}
