package io.gantry.api.apps.v1beta2;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code DaemonSet} of {@code apps/v1beta2}. */
@ApiType
@ApiKind(group = "apps", version = "v1beta2")
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
