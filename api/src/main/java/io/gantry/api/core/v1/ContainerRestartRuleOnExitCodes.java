package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * A condition on a container's exit code.
 *
 * @param operator One of In (the code is listed) or NotIn (it is not).
 * @param values The exit codes compared with, at most 255 of them.
 */
@ApiType
public record ContainerRestartRuleOnExitCodes(
        @Field(value = 1, required = true) @Required @EnumOf({"In", "NotIn"})
        String operator,

        @Field(value = 2, listType = ListType.SET) List<Integer> values) {
    public ContainerRestartRuleOnExitCodes {
        values = Immutable.list(values);
    }
}
