package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters for attaching to the main process of a container.
 *
 * @param stdin Whether the client sends input. Defaults to false.
 * @param stdout Whether the client gets the standard output. Defaults to true.
 * @param stderr Whether the client gets the standard error. Defaults to true; not possible along with tty.
 * @param tty Whether the stream is that of a terminal. Defaults to false.
 * @param container The container; may be left out if the pod has just one.
 */
@ApiType
@ApiKind(version = "v1")
public record PodAttachOptions(
        @Field(1) @Nullable Boolean stdin,
        @Field(2) @Nullable Boolean stdout,
        @Field(3) @Nullable Boolean stderr,
        @Field(4) @Nullable Boolean tty,
        @Field(5) @Nullable String container) {}
