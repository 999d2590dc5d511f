package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * How the groups of pods that make up an application are to be scheduled; its controller makes PodGroups from it.
 *
 * @param metadata Name, namespace, labels and annotations.
 * @param spec The templates for groups of pods.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "scheduling.k8s.io",
        version = "v1alpha2",
        plural = "workloads",
        singular = "workload",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record Workload(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) WorkloadSpec spec)
        implements KubeObject {
    @Override
    public Kind<Workload> kind() {
        return WorkloadType.KIND;
    }

    @Override
    public Workload withMetadata(ObjectMeta metadata) {
        return new Workload(metadata, spec);
    }
}
