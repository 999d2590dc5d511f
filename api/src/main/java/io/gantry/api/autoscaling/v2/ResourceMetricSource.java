package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;

/**
 * Scale by the CPU or memory that the pods use on average.
 *
 * @param name The resource, such as cpu or memory.
 * @param target What the use shall come to, in percent of the requests or as an amount for each pod.
 */
@CrossChecked("AutoscalerRules")
@ApiType
public record ResourceMetricSource(
        @Field(value = 1, required = true) @Required("must specify a resource name")
        String name,

        @Field(value = 2, required = true, always = true) MetricTarget target) {}
