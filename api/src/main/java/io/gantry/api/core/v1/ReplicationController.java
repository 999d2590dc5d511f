package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Keeps a number of equal pods running. The forerunner of ReplicaSet; prefer a Deployment.
 *
 * @param metadata Name, namespace, labels and annotations; labels default to those of the pod template.
 * @param spec How many pods are wanted, and which.
 * @param status How many pods there are.
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
        version = "v1",
        plural = "replicationcontrollers",
        singular = "replicationcontroller",
        namespaced = true,
        shortNames = "rc",
        categories = "all",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = {
            "scale|autoscaling/v1/Scale|get,patch,update",
            "status|/v1/ReplicationController|get,patch,update"
        })
public record ReplicationController(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) ReplicationControllerSpec spec,
        @Field(value = 3, always = true) ReplicationControllerStatus status)
        implements KubeObject {
    @Override
    public Kind<ReplicationController> kind() {
        return ReplicationControllerType.KIND;
    }

    @Override
    public ReplicationController withMetadata(ObjectMeta metadata) {
        return new ReplicationController(metadata, spec, status);
    }
}
