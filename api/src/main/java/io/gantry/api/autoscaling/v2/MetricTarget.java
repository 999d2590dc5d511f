package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Minimum;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What a measure shall come to. The type says which of the values counts.
 *
 * @param type Which of the values counts: Utilization, Value or AverageValue.
 * @param value The measure as it is, for type Value.
 * @param averageValue The measure for each pod, for type AverageValue.
 * @param averageUtilization Use in percent of what the pods request, for type Utilization. For Resource and
 *     ContainerResource only.
 */
@CrossChecked("AutoscalerRules")
@ApiType
public record MetricTarget(
        @Field(value = 1, required = true) String type,
        @Field(2) @Nullable Quantity value,
        @Field(3) @Nullable Quantity averageValue,

        @Field(value = 4, pointer = true) @Minimum(value = 1, message = "must be greater than 0") @Nullable
        Integer averageUtilization) {}
