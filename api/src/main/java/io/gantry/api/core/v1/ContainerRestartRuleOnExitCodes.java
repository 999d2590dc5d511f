package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code ContainerRestartRuleOnExitCodes} of {@code v1}. */
@ApiType
public record ContainerRestartRuleOnExitCodes(
        @Field(value = 1, required = true) String operator,
        @Field(value = 2, listType = ListType.SET) List<Integer> values) {
    public ContainerRestartRuleOnExitCodes {
        values = Immutable.list(values);
    }
}
