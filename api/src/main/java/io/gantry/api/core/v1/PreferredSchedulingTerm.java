package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Range;

/**
 * A wish for certain nodes, with its weight.
 *
 * @param weight How much a node that matches gains, 1 to 100.
 * @param preference Which nodes match; an empty term matches none.
 */
@ApiType
public record PreferredSchedulingTerm(
        @Field(value = 1, required = true) @Range(min = 1, max = 100, message = "must be in the range 1-100")
        int weight,

        @Field(value = 2, required = true, always = true) NodeSelectorTerm preference) {}
