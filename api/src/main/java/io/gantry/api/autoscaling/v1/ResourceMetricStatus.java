package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The CPU or memory that the pods were last seen to use.
 *
 * @param name The resource, such as cpu or memory.
 * @param currentAverageUtilization Average use, in percent of what the pods request.
 * @param currentAverageValue Average use for each pod, as an amount of the resource.
 */
@ApiType
public record ResourceMetricStatus(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, pointer = true) @Nullable Integer currentAverageUtilization,
        @Field(3) @Nullable Quantity currentAverageValue) {}
