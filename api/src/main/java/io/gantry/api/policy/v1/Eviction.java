package io.gantry.api.policy.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a pod to be evicted; posted to the pod's eviction subresource, which refuses it when a PodDisruptionBudget
 * would be broken.
 *
 * @param metadata Names the pod to evict.
 * @param deleteOptions How to delete the pod, for instance with which grace period.
 */
@ApiType
@ApiKind(group = "policy", version = "v1")
public record Eviction(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(2) @Nullable DeleteOptions deleteOptions) implements KubeObject {
    @Override
    public Kind<Eviction> kind() {
        return EvictionType.KIND;
    }

    @Override
    public Eviction withMetadata(ObjectMeta metadata) {
        return new Eviction(metadata, deleteOptions);
    }
}
