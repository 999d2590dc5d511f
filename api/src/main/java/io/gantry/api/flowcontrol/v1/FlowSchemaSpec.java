package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which requests go to which priority level.
 *
 * @param priorityLevelConfiguration The priority level. If it does not exist, the FlowSchema has no effect.
 * @param matchingPrecedence Of several schemas that fit a request, the one with the lowest number wins. 1 to 10000;
 *     defaults to 1000.
 * @param distinguisherMethod How to divide the requests into flows that are treated fairly among each other. Without it
 *     they are one flow.
 * @param rules Requests that are meant; one rule has to fit. Without any, no request fits.
 */
@ApiType
public record FlowSchemaSpec(
        @Field(value = 1, required = true, always = true)
        PriorityLevelConfigurationReference priorityLevelConfiguration,

        @Field(value = 2, always = true) @Default("1000") @Nullable
        Integer matchingPrecedence,

        @Field(3) @Nullable FlowDistinguisherMethod distinguisherMethod,
        @Field(value = 4, listType = ListType.ATOMIC) List<PolicyRulesWithSubjects> rules) {
    public FlowSchemaSpec {
        rules = Immutable.list(rules);
    }
}
