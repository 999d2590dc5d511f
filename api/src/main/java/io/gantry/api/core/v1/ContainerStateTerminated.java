package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a container ended.
 *
 * @param exitCode Exit status of the main process; 0 is success.
 * @param signal Number of the signal that ended the process, if one did.
 * @param reason One word for why it ended, such as Completed, Error or OOMKilled.
 * @param message What the container left in its termination message, or details from the node.
 * @param startedAt When that run began.
 * @param finishedAt When that run ended.
 * @param containerID The runtime's ID of the ended container, as type://id.
 */
@ApiType
public record ContainerStateTerminated(
        @Field(value = 1, required = true) int exitCode,
        @Field(2) @Nullable Integer signal,
        @Field(3) @Nullable String reason,
        @Field(4) @Nullable String message,
        @Field(5) @Nullable Instant startedAt,
        @Field(6) @Nullable Instant finishedAt,
        @Field(value = 7, sharing = Sharing.NONE) @Nullable String containerID) {}
