package io.gantry.api.apps.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Runs a number of like pods and, when their template changes, replaces them step by step through ReplicaSets.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec How many pods of what kind are wanted, and how to get from an old template to a new one.
 * @param status How many pods there are and how far a rollout has come. Written by the controller.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Ready", cells = "deployment")
@Column(name = "Up-to-date", path = "status.updatedReplicas")
@Column(name = "Available", path = "status.availableReplicas")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "Containers", path = "spec.template.spec.containers.name", wide = true)
@Column(name = "Images", path = "spec.template.spec.containers.image", wide = true)
@Column(name = "Selector", path = "spec.selector", otherwise = "<none>", wide = true)
@ApiKind(
        group = "apps",
        version = "v1",
        plural = "deployments",
        singular = "deployment",
        namespaced = true,
        shortNames = "deploy",
        categories = "all",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = {"scale|autoscaling/v1/Scale|get,patch,update", "status|apps/v1/Deployment|get,patch,update"})
public record Deployment(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) DeploymentSpec spec,
        @Field(value = 3, always = true) DeploymentStatus status)
        implements KubeObject {
    @Override
    public Kind<Deployment> kind() {
        return DeploymentType.KIND;
    }

    @Override
    public Deployment withMetadata(ObjectMeta metadata) {
        return new Deployment(metadata, spec, status);
    }
}
