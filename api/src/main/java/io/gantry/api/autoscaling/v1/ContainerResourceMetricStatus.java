package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The CPU or memory that one container of each pod was last seen to use.
 *
 * @param name The resource, such as cpu or memory.
 * @param currentAverageUtilization Average use, in percent of what the container requests.
 * @param currentAverageValue Average use for each pod, as an amount of the resource.
 * @param container Name of the container that is looked at in each pod.
 */
@ApiType
public record ContainerResourceMetricStatus(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, pointer = true) @Nullable Integer currentAverageUtilization,
        @Field(3) @Nullable Quantity currentAverageValue,
        @Field(value = 4, required = true) String container) {}
