package io.gantry.node.pod;

import io.gantry.api.core.v1.Pod;
import io.gantry.base.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision about a pod may look at.
 *
 * @param pod the newest state that the API server gave, with the resources that this node has promised
 * @param memory by container name
 * @param failure why the pod as a whole has failed, whatever its containers do: deadline, refusal, eviction
 * @param gone the API server does not have the pod any more: end it at once
 * @param sandboxRetryAt the earliest moment of another try after the sandbox could not be made
 * @param volumesReady whether the volumes are in place
 * @param resize how it stands with a change of its resources
 */
public record PodView(
        Pod pod,
        Observed observed,
        Map<String, ContainerMemory> memory,
        @Nullable Reason failure,
        boolean gone,
        @Nullable Instant sandboxRetryAt,
        boolean volumesReady,
        PodResize resize,
        Instant now) {
    /** The code of a failure that is this node's doing. */
    static final String EVICTED = "Evicted";

    /** What a container gets to end in order however late it is asked; the kubelet's figure. */
    static final Duration LEAST_GRACE = Duration.ofSeconds(2);

    public PodView {
        memory = Map.copyOf(memory);
    }

    /** The phase that the API server knows. */
    public String knownPhase() {
        String phase = pod.status().phase();
        return phase == null ? PodPhase.PENDING : phase;
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
        if (gone || (failure != null && failure.code().equals(EVICTED))) {
            return Duration.ofSeconds(1);
        }
        Long given = pod.metadata().deletionGracePeriodSeconds();
        if (given == null) {
            given = pod.spec().terminationGracePeriodSeconds();
        }
        return Duration.ofSeconds(given == null ? 30 : Math.max(given, 0));
    }

    /**
     * When the last container must have ended. The API server sets the time of deletion to the end of the grace period. Who
     * comes late, since this node was down or the pod fails by itself, gives the whole period from now; what has to wait for
     * others still gets two seconds.
     */
    public Instant deadline() {
        Instant deletion = pod.metadata().deletionTimestamp();
        if (!gone && failure == null && deletion != null && deletion.isAfter(now)) {
            return deletion;
        }
        Instant begun = memory.values().stream()
                .map(ContainerMemory::stopBy)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (begun == null) {
            return now.plus(grace());
        }
        Instant least = now.plus(LEAST_GRACE);
        return begun.isAfter(least) ? begun : least;
    }
}
