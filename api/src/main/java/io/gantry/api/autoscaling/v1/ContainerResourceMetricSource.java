package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Scale by the CPU or memory that one container of each pod uses on average.
 *
 * @param name The resource, such as cpu or memory.
 * @param targetAverageUtilization Use to aim at, in percent of what the container requests.
 * @param targetAverageValue Use for each pod to aim at, as an amount of the resource.
 * @param container Name of the container that is looked at in each pod.
 */
@ApiType
public record ContainerResourceMetricSource(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, pointer = true) @Nullable Integer targetAverageUtilization,
        @Field(3) @Nullable Quantity targetAverageValue,
        @Field(value = 5, required = true) String container) {}
