package io.gantry.api.apps.v1beta2;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code Deployment} of {@code apps/v1beta2}. */
@ApiType
@ApiKind(group = "apps", version = "v1beta2")
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
