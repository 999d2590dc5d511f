package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code SuccessPolicy} of {@code batch/v1}. */
@ApiType
public record SuccessPolicy(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<SuccessPolicyRule> rules) {
    public SuccessPolicy {
        rules = Immutable.list(rules);
    }
}
