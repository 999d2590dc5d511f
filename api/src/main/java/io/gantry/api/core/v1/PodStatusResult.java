package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Wraps the status of a pod, as kubelets once returned it.
 *
 * @param metadata Names the pod.
 * @param status The pod's status.
 */
@ApiType
@ApiKind(version = "v1")
public record PodStatusResult(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) PodStatus status) implements KubeObject {
    @Override
    public Kind<PodStatusResult> kind() {
        return PodStatusResultType.KIND;
    }

    @Override
    public PodStatusResult withMetadata(ObjectMeta metadata) {
        return new PodStatusResult(metadata, status);
    }
}
