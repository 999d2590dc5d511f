package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A taint that a request puts up with. A taint is meant if key, value and effect all fit.
 *
 * @param key Key of the taint. Empty, which needs operator Exists, means every taint.
 * @param operator Equal compares the value, Exists takes any value. Defaults to Equal.
 * @param value Value of the taint. Must be empty with Exists.
 * @param effect NoSchedule or NoExecute. Empty means every effect.
 * @param tolerationSeconds Seconds for which a NoExecute taint is tolerated. Forever when absent; 0 or less means not
 *     at all.
 */
@ApiType
public record DeviceToleration(
        @Field(1) @Nullable String key,
        @Field(2) @Nullable String operator,
        @Field(3) @Nullable String value,
        @Field(4) @Nullable String effect,
        @Field(value = 5, pointer = true) @Nullable Long tolerationSeconds) {}
