package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Minimum;
import org.jspecify.annotations.Nullable;

/**
 * One way to succeed early. It names indexes, a count or both.
 *
 * @param succeededIndexes Indexes that have to succeed, as numbers and ranges such as 1,3-5. With succeededCount, the
 *     set in which successes are counted.
 * @param succeededCount How many indexes have to succeed, of those in succeededIndexes or else of all. Must be
 *     positive.
 */
@CrossChecked("JobRules")
@ApiType
public record SuccessPolicyRule(
        @Field(value = 1, pointer = true) @Nullable String succeededIndexes,

        @Field(value = 2, pointer = true) @Minimum(value = 1, message = "must be greater than 0") @Nullable
        Integer succeededCount) {}
