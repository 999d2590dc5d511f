package io.gantry.api.policy.v1;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a budget lets through now.
 *
 * @param observedGeneration Generation of the budget that these numbers belong to; if it is an older one, no eviction
 *     goes through.
 * @param disruptedPods Pods whose eviction was granted but has not been noticed yet, with the time of the grant. Mostly
 *     empty.
 * @param disruptionsAllowed How many pods may be evicted now.
 * @param currentHealthy Guarded pods that are healthy now.
 * @param desiredHealthy How many guarded pods must be healthy at least.
 * @param expectedPods How many pods the budget counts on in all.
 * @param conditions Latest observations: DisruptionAllowed tells whether evictions are possible, and why.
 */
@ApiType
public record PodDisruptionBudgetStatus(
        @Field(1) @Nullable Long observedGeneration,
        @Field(2) Map<String, Instant> disruptedPods,
        @Field(value = 3, always = true) @Nullable Integer disruptionsAllowed,
        @Field(value = 4, always = true) @Nullable Integer currentHealthy,
        @Field(value = 5, always = true) @Nullable Integer desiredHealthy,
        @Field(value = 6, always = true) @Nullable Integer expectedPods,

        @Field(
                value = 7,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<Condition> conditions) {
    public PodDisruptionBudgetStatus {
        disruptedPods = Immutable.map(disruptedPods);
        conditions = Immutable.list(conditions);
    }
}
