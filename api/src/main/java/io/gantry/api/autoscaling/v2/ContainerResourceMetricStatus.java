package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * The CPU or memory that one container of each pod was last seen to use.
 *
 * @param name The resource, such as cpu or memory.
 * @param current The use read last, in percent of the requests and as an amount for each pod.
 * @param container Name of the container that is looked at in each pod.
 */
@ApiType
public record ContainerResourceMetricStatus(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true, always = true) MetricValueStatus current,
        @Field(value = 3, required = true) String container) {}
