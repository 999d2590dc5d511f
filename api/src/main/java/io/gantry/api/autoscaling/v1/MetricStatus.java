package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The latest value of one measure. Its type says which one of the other fields is filled in.
 *
 * @param type Kind of measure: Resource, ContainerResource, Pods, Object or External.
 * @param object Value that describes one object of the namespace.
 * @param pods Average of what the pods report.
 * @param resource CPU or memory use of the whole pods.
 * @param external Value from outside the cluster.
 * @param containerResource CPU or memory use of one container of each pod.
 */
@ApiType
public record MetricStatus(
        @Field(value = 1, required = true) String type,
        @Field(2) @Nullable ObjectMetricStatus object,
        @Field(3) @Nullable PodsMetricStatus pods,
        @Field(4) @Nullable ResourceMetricStatus resource,
        @Field(5) @Nullable ExternalMetricStatus external,
        @Field(7) @Nullable ContainerResourceMetricStatus containerResource) {}
