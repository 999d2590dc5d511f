package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Pods of the group are placed only when enough of them can be placed together.
 *
 * @param minCount Fewest pods that must fit at the same time for any of them to start; at least 1.
 */
@ApiType
public record GangSchedulingPolicy(
        @Field(value = 1, required = true) int minCount) {}
