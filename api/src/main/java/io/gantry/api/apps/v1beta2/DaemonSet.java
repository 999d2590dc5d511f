package io.gantry.api.apps.v1beta2;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Keeps one copy of a pod running on each node, or on each node that the pod template chooses.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Which pods to run on the nodes, and how to replace them when the template changes.
 * @param status On how many nodes the pods run at present. Written by the controller, with some delay.
 */
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
