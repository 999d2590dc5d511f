package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Scale by the CPU or memory that the pods use on average.
 *
 * @param name The resource, such as cpu or memory.
 * @param targetAverageUtilization Use to aim at, in percent of what the pods request.
 * @param targetAverageValue Use for each pod to aim at, as an amount of the resource.
 */
@ApiType
public record ResourceMetricSource(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, pointer = true) @Nullable Integer targetAverageUtilization,
        @Field(3) @Nullable Quantity targetAverageValue) {}
