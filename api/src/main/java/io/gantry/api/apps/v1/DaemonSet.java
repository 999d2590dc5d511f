package io.gantry.api.apps.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Keeps one copy of a pod running on each node, or on each node that the pod template chooses.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Which pods to run on the nodes, and how to replace them when the template changes.
 * @param status On how many nodes the pods run at present. Written by the controller, with some delay.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Desired", path = "status.desiredNumberScheduled", type = "integer")
@Column(name = "Current", path = "status.currentNumberScheduled", type = "integer")
@Column(name = "Ready", path = "status.numberReady", type = "integer")
@Column(name = "Up-to-date", path = "status.updatedNumberScheduled", type = "integer")
@Column(name = "Available", path = "status.numberAvailable", type = "integer")
@Column(name = "Node Selector", path = "spec.template.spec.nodeSelector", otherwise = "<none>")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "Containers", path = "spec.template.spec.containers.name", wide = true)
@Column(name = "Images", path = "spec.template.spec.containers.image", wide = true)
@Column(name = "Selector", path = "spec.selector", otherwise = "<none>", wide = true)
@ApiKind(
        group = "apps",
        version = "v1",
        plural = "daemonsets",
        singular = "daemonset",
        namespaced = true,
        shortNames = "ds",
        categories = "all",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|apps/v1/DaemonSet|get,patch,update")
public record DaemonSet(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) DaemonSetSpec spec,
        @Field(value = 3, always = true) DaemonSetStatus status)
        implements KubeObject {
    @Override
    public Kind<DaemonSet> kind() {
        return DaemonSetType.KIND;
    }

    @Override
    public DaemonSet withMetadata(ObjectMeta metadata) {
        return new DaemonSet(metadata, spec, status);
    }
}
