package io.gantry.api.autoscaling.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Changes the number of pods of a workload so that measured load stays near a target.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec What to scale, between which limits, and by which measures.
 * @param status Pod counts and measurements seen last. Written by the controller.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Reference", cells = "horizontalPodAutoscaler")
@Column(name = "Targets", cells = "horizontalPodAutoscaler")
@Column(name = "MinPods", path = "spec.minReplicas", otherwise = "<unset>")
@Column(name = "MaxPods", path = "spec.maxReplicas")
@Column(name = "Replicas", path = "status.currentReplicas")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "autoscaling",
        version = "v1",
        plural = "horizontalpodautoscalers",
        singular = "horizontalpodautoscaler",
        namespaced = true,
        shortNames = "hpa",
        categories = "all",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|autoscaling/v1/HorizontalPodAutoscaler|get,patch,update")
public record HorizontalPodAutoscaler(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) HorizontalPodAutoscalerSpec spec,
        @Field(value = 3, always = true) HorizontalPodAutoscalerStatus status)
        implements KubeObject {
    @Override
    public Kind<HorizontalPodAutoscaler> kind() {
        return HorizontalPodAutoscalerType.KIND;
    }

    @Override
    public HorizontalPodAutoscaler withMetadata(ObjectMeta metadata) {
        return new HorizontalPodAutoscaler(metadata, spec, status);
    }
}
