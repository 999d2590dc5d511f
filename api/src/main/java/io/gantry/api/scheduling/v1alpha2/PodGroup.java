package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Pods that are scheduled together, made by a workload's controller from a template in a Workload.
 *
 * @param metadata Name, namespace, labels and annotations.
 * @param spec How the group is to be scheduled.
 * @param status What came of scheduling it.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Policy", cells = "podGroup")
@Column(name = "Workload", path = "spec.podGroupTemplateRef.workload.workloadName", otherwise = "<none>")
@Column(name = "Status", cells = "podGroup")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "scheduling.k8s.io",
        version = "v1alpha2",
        plural = "podgroups",
        singular = "podgroup",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|scheduling.k8s.io/v1alpha2/PodGroup|get,patch,update")
public record PodGroup(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) PodGroupSpec spec,
        @Field(value = 3, always = true) PodGroupStatus status)
        implements KubeObject {
    @Override
    public Kind<PodGroup> kind() {
        return PodGroupType.KIND;
    }

    @Override
    public PodGroup withMetadata(ObjectMeta metadata) {
        return new PodGroup(metadata, spec, status);
    }
}
