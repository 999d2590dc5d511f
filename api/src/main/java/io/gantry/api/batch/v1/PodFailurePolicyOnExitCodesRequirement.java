package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A requirement on the exit codes of a failed pod. Containers that exited with 0 are left out.
 *
 * @param containerName The one container to look at. Without it all containers and init containers are looked at.
 * @param operator In asks for an exit code that is among the values, NotIn for one that is not.
 * @param values Exit codes to compare with, ascending and without repetition; 1 to 255 of them. 0 is not allowed with
 *     In.
 */
@CrossChecked("JobRules")
@ApiType
public record PodFailurePolicyOnExitCodesRequirement(
        @Field(value = 1, pointer = true) @Nullable String containerName,

        @Field(value = 2, required = true) @Required @EnumOf({"In", "NotIn"})
        String operator,

        @Field(value = 3, required = true, listType = ListType.SET)
        List<Integer> values) {
    public PodFailurePolicyOnExitCodesRequirement {
        values = Immutable.list(values);
    }
}
