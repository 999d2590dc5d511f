package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * One measure to scale by. Its type says which one of the other fields is filled in.
 *
 * @param type Kind of measure: Resource, ContainerResource, Pods, Object or External.
 * @param object A number that describes one object of the namespace, such as an Ingress.
 * @param pods A number that each pod reports, averaged over the pods.
 * @param resource CPU or memory of the whole pods.
 * @param external A number from outside the cluster, such as the length of a queue.
 * @param containerResource CPU or memory of one container of each pod.
 */
@CrossChecked("AutoscalerRules")
@ApiType
public record MetricSpec(
        @Field(value = 1, required = true)
        @Required
        @EnumOf({"ContainerResource", "External", "Object", "Pods", "Resource"})
        String type,

        @Field(2) @Nullable ObjectMetricSource object,
        @Field(3) @Nullable PodsMetricSource pods,
        @Field(4) @Nullable ResourceMetricSource resource,
        @Field(5) @Nullable ExternalMetricSource external,
        @Field(7) @Nullable ContainerResourceMetricSource containerResource) {}
