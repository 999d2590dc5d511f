package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code FlowSchemaSpec} of {@code flowcontrol.apiserver.k8s.io/v1}. */
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
