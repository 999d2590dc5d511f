package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ContainerStateTerminated} of {@code v1}. */
@ApiType
public record ContainerStateTerminated(
        @Field(value = 1, required = true) int exitCode,
        @Field(2) @Nullable Integer signal,
        @Field(3) @Nullable String reason,
        @Field(4) @Nullable String message,
        @Field(5) @Nullable Instant startedAt,
        @Field(6) @Nullable Instant finishedAt,
        @Field(value = 7, sharing = Sharing.NONE) @Nullable String containerID) {}
