package io.gantry.node.pod;

import io.gantry.api.core.v1.Pod;
import io.gantry.base.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision about a pod may look at.
 *
 * @param pod the newest state that the API server gave
 * @param memory by container name
 * @param failure why the pod as a whole has failed, whatever its containers do: deadline, refusal, eviction
 * @param gone the API server does not have the pod any more: end it at once
 * @param sandboxRetryAt the earliest moment of another try after the sandbox could not be made
 * @param volumesReady whether the volumes are in place
 */
public record PodView(
        Pod pod,
        Observed observed,
        Map<String, ContainerMemory> memory,
        @Nullable Reason failure,
        boolean gone,
        @Nullable Instant sandboxRetryAt,
        boolean volumesReady,
        Instant now) {
    public PodView {
        memory = Map.copyOf(memory);
    }

    public ContainerMemory memoryOf(String container) {
        ContainerMemory known = memory.get(container);
        return known == null ? ContainerMemory.NEW : known;
    }

    /** The pod is to end: it was deleted, or has failed as a whole. */
    public boolean ending() {
        return gone || failure != null || pod.metadata().deletionTimestamp() != null;
    }

    /** How long containers may take to end. */
    public Duration grace() {
        if (gone) {
            return Duration.ofSeconds(1);
        }
        Long given = pod.metadata().deletionGracePeriodSeconds();
        if (given == null) {
            given = pod.spec().terminationGracePeriodSeconds();
        }
        return Duration.ofSeconds(given == null ? 30 : Math.max(given, 0));
    }

    /** When the last container must have ended. */
    public Instant deadline() {
        Instant deletion = pod.metadata().deletionTimestamp();
        // The API server sets the time of deletion to the end of the grace period.
        return !gone && failure == null && deletion != null && deletion.isAfter(now) ? deletion : now.plus(grace());
    }
}
