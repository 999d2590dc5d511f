package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The latest value of a measure, in one or several forms.
 *
 * @param value The measure as it is.
 * @param averageValue The measure divided by the number of pods.
 * @param averageUtilization Use in percent of what the pods request.
 */
@ApiType
public record MetricValueStatus(
        @Field(1) @Nullable Quantity value,
        @Field(2) @Nullable Quantity averageValue,
        @Field(value = 3, pointer = true) @Nullable Integer averageUtilization) {}
