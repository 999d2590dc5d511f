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

/** Kubernetes {@code PodDisruptionBudgetStatus} of {@code policy/v1}. */
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
