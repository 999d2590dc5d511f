package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Minimum;
import io.gantry.api.schema.Range;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a priority level whose requests are never held up.
 *
 * @param nominalConcurrencyShares Share of the seats of the server that counts as its own and can be lent out. It does
 *     not limit the level. Defaults to 0.
 * @param lendablePercent How much of its seats other levels may borrow, in percent, 0 to 100. Defaults to 0.
 */
@ApiType
public record ExemptPriorityLevelConfiguration(
        @Field(value = 1, pointer = true)
        @Default("0")
        @Minimum(value = 0, message = "must be a non-negative integer")
        @Nullable
        Integer nominalConcurrencyShares,

        @Field(value = 2, pointer = true) @Default("0") @Range(min = 0, max = 100) @Nullable
        Integer lendablePercent) {}
