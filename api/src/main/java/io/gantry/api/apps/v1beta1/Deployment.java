package io.gantry.api.apps.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Runs a number of like pods and, when their template changes, replaces them step by step through ReplicaSets.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec How many pods of what kind are wanted, and how to get from an old template to a new one.
 * @param status How many pods there are and how far a rollout has come. Written by the controller.
 */
@ApiType
@ApiKind(group = "apps", version = "v1beta1")
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
