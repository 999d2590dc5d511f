package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code PodFailurePolicy} of {@code batch/v1}. */
@ApiType
public record PodFailurePolicy(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<PodFailurePolicyRule> rules) {
    public PodFailurePolicy {
        rules = Immutable.list(rules);
    }
}
