package io.gantry.api.apps.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Runs pods that each keep their own name, DNS host name and storage, even when they are replaced or moved to another
 * node.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec How many pods with what identity and storage are wanted.
 * @param status How many of the pods there are and which revision they have. Written by the controller, with some
 *     delay.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Ready", cells = "statefulSet")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "Containers", path = "spec.template.spec.containers.name", wide = true)
@Column(name = "Images", path = "spec.template.spec.containers.image", wide = true)
@ApiKind(
        group = "apps",
        version = "v1",
        plural = "statefulsets",
        singular = "statefulset",
        namespaced = true,
        shortNames = "sts",
        categories = "all",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = {"scale|autoscaling/v1/Scale|get,patch,update", "status|apps/v1/StatefulSet|get,patch,update"})
public record StatefulSet(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) StatefulSetSpec spec,
        @Field(value = 3, always = true) StatefulSetStatus status)
        implements KubeObject {
    @Override
    public Kind<StatefulSet> kind() {
        return StatefulSetType.KIND;
    }

    @Override
    public StatefulSet withMetadata(ObjectMeta metadata) {
        return new StatefulSet(metadata, spec, status);
    }
}
