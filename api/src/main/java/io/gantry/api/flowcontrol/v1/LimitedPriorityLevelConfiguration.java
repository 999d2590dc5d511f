package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Minimum;
import io.gantry.api.schema.Range;
import org.jspecify.annotations.Nullable;

/**
 * Limits of a priority level, and what to do with requests beyond them.
 *
 * @param nominalConcurrencyShares Share of the seats of the server that belongs to this level, in proportion to the
 *     shares of all levels. Defaults to 30.
 * @param limitResponse Whether requests that find no seat wait or are refused.
 * @param lendablePercent How much of its seats other levels may borrow, in percent, 0 to 100. Defaults to 0.
 * @param borrowingLimitPercent How many seats the level may borrow, in percent of its own; may exceed 100. No limit
 *     when absent.
 */
@ApiType
public record LimitedPriorityLevelConfiguration(
        @Field(value = 1, pointer = true)
        @Default("30")
        @Minimum(value = 0, message = "must be a non-negative integer")
        @Nullable
        Integer nominalConcurrencyShares,

        @Field(value = 2, always = true) LimitResponse limitResponse,

        @Field(value = 3, pointer = true) @Default("0") @Range(min = 0, max = 100) @Nullable
        Integer lendablePercent,

        @Field(value = 4, pointer = true)
        @Minimum(value = 0, message = "if specified, must be a non-negative integer")
        @Nullable
        Integer borrowingLimitPercent) {}
