package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code ExecAction} of {@code v1}. */
@ApiType
public record ExecAction(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> command) {
    public ExecAction {
        command = Immutable.list(command);
    }
}
