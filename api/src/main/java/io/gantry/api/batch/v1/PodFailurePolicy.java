package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.MaxItems;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * What failed pods mean for their Job.
 *
 * @param rules Rules in order; the first that fits a failed pod decides. If none does, the failure counts against
 *     backoffLimit. At most 20.
 */
@ApiType
public record PodFailurePolicy(
        @Field(value = 1, required = true, listType = ListType.ATOMIC) @MaxItems(20)
        List<PodFailurePolicyRule> rules) {
    public PodFailurePolicy {
        rules = Immutable.list(rules);
    }
}
