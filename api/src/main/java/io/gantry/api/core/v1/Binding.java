package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Assigns a pod to a node; schedulers post it to the pod's binding subresource.
 *
 * @param metadata Names the pod to bind; a UID given here must be the pod's own.
 * @param target The node that the pod is bound to.
 */
@ApiType
@ApiKind(version = "v1", plural = "bindings", singular = "binding", namespaced = true, verbs = "create")
public record Binding(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) ObjectReference target)
        implements KubeObject {
    @Override
    public Kind<Binding> kind() {
        return BindingType.KIND;
    }

    @Override
    public Binding withMetadata(ObjectMeta metadata) {
        return new Binding(metadata, target);
    }
}
