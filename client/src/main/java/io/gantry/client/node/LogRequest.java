package io.gantry.client.node;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a container's log is wanted, after {@code PodLogOptions}.
 *
 * @param tailLines how many lines from the end, at least 0; {@code null} for all
 * @param limitBytes stop after so many bytes, at least 1; {@code null} for no limit
 * @param sinceTime only lines written at or after this moment
 * @param stream {@code All}, {@code Stdout} or {@code Stderr}
 */
public record LogRequest(
        PodRef pod,
        String container,
        boolean follow,
        boolean previous,
        boolean timestamps,
        @Nullable Instant sinceTime,
        @Nullable Long tailLines,
        @Nullable Long limitBytes,
        String stream) {}
