package io.gantry.api.autoscaling.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Scale by a number that describes one object, such as the requests per second of an Ingress.
 *
 * @param target The object that the number describes.
 * @param metricName Name of the metric.
 * @param targetValue The value to aim at.
 * @param selector Labels that narrow the metric down to certain series.
 * @param averageValue The value for each pod to aim at: the number divided by the count of pods.
 */
@ApiType
public record ObjectMetricSource(
        @Field(value = 1, required = true, always = true) CrossVersionObjectReference target,
        @Field(2) @Nullable String metricName,
        @Field(3) @Nullable Quantity targetValue,
        @Field(4) @Nullable LabelSelector selector,
        @Field(5) @Nullable Quantity averageValue) {}
