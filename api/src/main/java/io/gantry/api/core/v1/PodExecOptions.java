package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters for running a command in a container.
 *
 * @param stdin Whether the client sends input. Defaults to false.
 * @param stdout Whether the client gets the command's standard output.
 * @param stderr Whether the client gets the command's standard error.
 * @param tty Whether the command gets a terminal. Defaults to false.
 * @param container The container; may be left out if the pod has just one.
 * @param command Program and arguments, without a shell around them.
 */
@ApiType
@ApiKind(version = "v1")
public record PodExecOptions(
        @Field(1) @Nullable Boolean stdin,
        @Field(2) @Nullable Boolean stdout,
        @Field(3) @Nullable Boolean stderr,
        @Field(4) @Nullable Boolean tty,
        @Field(5) @Nullable String container,
        @Field(6) List<String> command) {
    public PodExecOptions {
        command = Immutable.list(command);
    }
}
