package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Maximum;
import io.gantry.api.schema.Minimum;

/**
 * A limit to how much the number of pods changes in a span of time.
 *
 * @param type Unit of the value: Pods for a count or Percent for a share of the present pods.
 * @param value The largest allowed change. Must be positive.
 * @param periodSeconds Length of the span in seconds, from 1 to 1800.
 */
@ApiType
public record HPAScalingPolicy(
        @Field(value = 1, required = true) @EnumOf({"Percent", "Pods"})
        String type,

        @Field(value = 2, required = true) @Minimum(value = 1, message = "must be greater than zero")
        int value,

        @Field(value = 3, required = true) @Minimum(value = 1, message = "must be greater than zero") @Maximum(1800)
        int periodSeconds) {}
