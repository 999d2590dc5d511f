package io.gantry.api.policy.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Bounds how many pods of an application may be down at once through evictions, such as by draining a node.
 *
 * @param metadata Name, namespace, labels and annotations.
 * @param spec Which pods are guarded, and how many must stay.
 * @param status How many evictions would be let through now.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Min Available", path = "spec.minAvailable", otherwise = "N/A")
@Column(name = "Max Unavailable", path = "spec.maxUnavailable", otherwise = "N/A")
@Column(name = "Allowed Disruptions", path = "status.disruptionsAllowed", type = "integer")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "policy",
        version = "v1",
        plural = "poddisruptionbudgets",
        singular = "poddisruptionbudget",
        namespaced = true,
        shortNames = "pdb",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|policy/v1/PodDisruptionBudget|get,patch,update")
public record PodDisruptionBudget(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) PodDisruptionBudgetSpec spec,
        @Field(value = 3, always = true) PodDisruptionBudgetStatus status)
        implements KubeObject {
    @Override
    public Kind<PodDisruptionBudget> kind() {
        return PodDisruptionBudgetType.KIND;
    }

    @Override
    public PodDisruptionBudget withMetadata(ObjectMeta metadata) {
        return new PodDisruptionBudget(metadata, spec, status);
    }
}
