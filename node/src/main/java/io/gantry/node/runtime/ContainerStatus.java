package io.gantry.node.runtime;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A container's state in full.
 *
 * @param startedAt {@code null} until it has started
 * @param finishedAt {@code null} until it has ended
 * @param exitCode meaningful once {@code state} is EXITED; 128 plus the signal's number after a signal
 * @param image the reference it was made from
 * @param imageRef what {@code status.containerStatuses[].imageID} shows: a digest reference, or the id of an image
 *     that came from no registry
 * @param reason {@code OOMKilled}, {@code Completed}, {@code Error}, {@code StartError}, or empty
 * @param logPath absolute, empty for no log
 * @param resources the limits in force; {@code null} when the runtime does not tell
 */
public record ContainerStatus(
        String id,
        String name,
        int attempt,
        ContainerState state,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int exitCode,
        String image,
        String imageRef,
        String reason,
        String message,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<Mount> mounts,
        String logPath,
        @Nullable LinuxResources resources) {
    public ContainerStatus {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        mounts = List.copyOf(mounts);
    }
}
