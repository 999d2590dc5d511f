package io.gantry.api.policy.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/**
 * Which pods a budget guards, and how many must stay.
 *
 * @param minAvailable Pods that must be left after an eviction, as a number or a percentage such as 80%. Excludes
 *     maxUnavailable.
 * @param selector Labels of the guarded pods, in the budget's namespace. An empty selector guards all pods, an absent
 *     one none.
 * @param maxUnavailable Pods that may be missing after an eviction, as a number or a percentage. 0 forbids evictions.
 *     Excludes minAvailable.
 * @param unhealthyPodEvictionPolicy When pods that run but are not ready may be evicted. One of IfHealthyBudget (while
 *     enough others are healthy), AlwaysAllow. Defaults to IfHealthyBudget.
 */
@ApiType
public record PodDisruptionBudgetSpec(
        @Field(1) @Format({TextFormat.INT_OR_PERCENT, TextFormat.AT_MOST_ALL}) @Nullable
        IntOrString minAvailable,

        @Field(2) @Nullable LabelSelector selector,

        @Field(3) @Format({TextFormat.INT_OR_PERCENT, TextFormat.AT_MOST_ALL}) @Nullable
        IntOrString maxUnavailable,

        @Field(value = 4, pointer = true) @EnumOf({"AlwaysAllow", "IfHealthyBudget"}) @Nullable
        String unhealthyPodEvictionPolicy) {}
