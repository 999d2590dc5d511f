package io.gantry.api.apps.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Keeps a fixed number of like pods running. Usually a Deployment creates and steers it.
 *
 * @param metadata Name, labels and other object data. Without labels here, the labels of the pod template are used.
 * @param spec How many pods are wanted and what they look like.
 * @param status How many pods there are. Written by the controller, with some delay.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Desired", path = "spec.replicas", type = "integer")
@Column(name = "Current", path = "status.replicas", type = "integer")
@Column(name = "Ready", path = "status.readyReplicas", type = "integer")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "Containers", path = "spec.template.spec.containers.name", wide = true)
@Column(name = "Images", path = "spec.template.spec.containers.image", wide = true)
@Column(name = "Selector", path = "spec.selector", otherwise = "<none>", wide = true)
@ApiKind(
        group = "apps",
        version = "v1",
        plural = "replicasets",
        singular = "replicaset",
        namespaced = true,
        shortNames = "rs",
        categories = "all",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = {"scale|autoscaling/v1/Scale|get,patch,update", "status|apps/v1/ReplicaSet|get,patch,update"})
public record ReplicaSet(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) ReplicaSetSpec spec,
        @Field(value = 3, always = true) ReplicaSetStatus status)
        implements KubeObject {
    @Override
    public Kind<ReplicaSet> kind() {
        return ReplicaSetType.KIND;
    }

    @Override
    public ReplicaSet withMetadata(ObjectMeta metadata) {
        return new ReplicaSet(metadata, spec, status);
    }
}
