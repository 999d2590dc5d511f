package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Maximum;
import io.gantry.api.schema.Minimum;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast the number of pods may change in one direction, and how large a deviation calls for a change.
 *
 * @param selectPolicy Which of the policies counts: Max the one that allows the largest change, Min the smallest,
 *     Disabled forbids this direction. Defaults to Max.
 * @param policies Limits to the change in a span of time. Without any, the defaults of the direction hold.
 * @param stabilizationWindowSeconds Seconds of past recommendations to look back on; the most cautious of them is used.
 *     0 to 3600; defaults to 0 for up and 300 for down.
 * @param tolerance Deviation from the target that is left alone, as a fraction such as 0.05. Without it the setting of
 *     the cluster holds, by default 0.1.
 */
@CrossChecked("AutoscalerRules")
@ApiType
public record HPAScalingRules(
        @Field(value = 1, pointer = true) @EnumOf({"Disabled", "Max", "Min"}) @Nullable
        String selectPolicy,

        @Field(value = 2, listType = ListType.ATOMIC) List<HPAScalingPolicy> policies,

        @Field(value = 3, pointer = true)
        @Minimum(value = 0, message = "must be greater than or equal to zero")
        @Maximum(3600)
        @Nullable
        Integer stabilizationWindowSeconds,

        @Field(4) @Nullable Quantity tolerance) {
    public HPAScalingRules {
        policies = Immutable.list(policies);
    }
}
