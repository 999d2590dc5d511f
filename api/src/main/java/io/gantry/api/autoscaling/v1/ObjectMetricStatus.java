package io.gantry.api.autoscaling.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The number last read for an object.
 *
 * @param target The object that the number describes.
 * @param metricName Name of the metric.
 * @param currentValue The value read last.
 * @param selector Labels that narrow the metric down to certain series.
 * @param averageValue The value read last, divided by the count of pods.
 */
@ApiType
public record ObjectMetricStatus(
        @Field(1) @Nullable CrossVersionObjectReference target,
        @Field(2) @Nullable String metricName,
        @Field(3) @Nullable Quantity currentValue,
        @Field(4) @Nullable LabelSelector selector,
        @Field(5) @Nullable Quantity averageValue) {}
