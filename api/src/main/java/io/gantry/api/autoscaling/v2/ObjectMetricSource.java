package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;

/**
 * Scale by a number that describes one object, such as the requests per second of an Ingress.
 *
 * @param describedObject The object that the number describes.
 * @param target What the number shall come to.
 * @param metric The number by its name and, if needed, labels that narrow it down to certain series.
 */
@CrossChecked("AutoscalerRules")
@ApiType
public record ObjectMetricSource(
        @Field(value = 1, required = true, always = true) CrossVersionObjectReference describedObject,

        @Field(value = 2, required = true, always = true) MetricTarget target,
        @Field(value = 3, required = true, always = true) MetricIdentifier metric) {}
