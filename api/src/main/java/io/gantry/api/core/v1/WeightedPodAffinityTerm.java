package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Range;

/**
 * A wish about other pods, with its weight.
 *
 * @param weight How much a node gains (or loses, for anti-affinity) for each match, 1 to 100.
 * @param podAffinityTerm Which pods, and in which domain.
 */
@ApiType
public record WeightedPodAffinityTerm(
        @Field(value = 1, required = true) @Range(min = 1, max = 100, message = "must be in the range 1-100")
        int weight,

        @Field(value = 2, required = true, always = true) PodAffinityTerm podAffinityTerm) {}
