package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * When an Indexed Job may be called successful although not all its indexes succeeded.
 *
 * @param rules Alternatives in order; the first that is fulfilled ends the Job with success and its remaining pods are
 *     stopped. At most 20.
 */
@ApiType
public record SuccessPolicy(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        @Required("at least one rules must be specified when the successPolicy is specified")
        List<SuccessPolicyRule> rules) {
    public SuccessPolicy {
        rules = Immutable.list(rules);
    }
}
