package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * A command run inside of the container; exit status 0 means success.
 *
 * @param command Program and arguments, without a shell around them; call one explicitly for pipes and the like.
 */
@ApiType
public record ExecAction(
        @Field(value = 1, listType = ListType.ATOMIC) @Required
        List<String> command) {
    public ExecAction {
        command = Immutable.list(command);
    }
}
