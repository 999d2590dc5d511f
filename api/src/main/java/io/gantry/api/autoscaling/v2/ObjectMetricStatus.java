package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * The number last read for an object.
 *
 * @param metric The number by its name and, if needed, labels that narrow it down to certain series.
 * @param current The value read last, as a whole or for each pod.
 * @param describedObject The object that the number describes.
 */
@ApiType
public record ObjectMetricStatus(
        @Field(value = 1, required = true, always = true) MetricIdentifier metric,
        @Field(value = 2, required = true, always = true) MetricValueStatus current,
        @Field(value = 3, required = true, always = true) CrossVersionObjectReference describedObject) {}
