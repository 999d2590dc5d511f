package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;

/**
 * Scale by the CPU or memory that one container of each pod uses on average.
 *
 * @param name The resource, such as cpu or memory.
 * @param target What the use shall come to, in percent of the requests or as an amount for each pod.
 * @param container Name of the container that is looked at in each pod.
 */
@CrossChecked("AutoscalerRules")
@ApiType
public record ContainerResourceMetricSource(
        @Field(value = 1, required = true) @Required("must specify a resource name")
        String name,

        @Field(value = 2, required = true, always = true) MetricTarget target,

        @Field(value = 3, required = true) @Required("must specify a container") @Format(TextFormat.SHORT_NAME)
        String container) {}
