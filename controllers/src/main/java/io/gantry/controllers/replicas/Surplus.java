package io.gantry.controllers.replicas;

import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.controllers.runtime.PodState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which pods go first when there are too many.
 *
 * <p>In Kubernetes' order: without a node, not yet running, not ready, cheaper by annotation, on a node with more of their
 * kind, ready for a shorter time, restarted more often, younger. Times are compared by the power of two of the age in
 * nanoseconds, so that pods of about the same age are chosen among at random (by uid), which spreads over failure domains.
 */
final class Surplus {
    static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

    private Surplus() {}

    /**
     * The first {@code count} pods to go.
     *
     * @param related the active pods of all sets of the same owner, these included: they show how full a node is of them
     */
    static List<Pod> choose(List<Pod> pods, List<Pod> related, int count, Instant now) {
        if (count >= pods.size()) {
            return pods;
        }
        Map<String, Integer> onNode = new HashMap<>();
        for (Pod pod : related) {
            onNode.merge(PodState.node(pod), 1, Integer::sum);
        }
        return pods.stream().sorted(order(onNode, now)).limit(count).toList();
    }

    static Comparator<Pod> order(Map<String, Integer> onNode, Instant now) {
        return Comparator.<Pod>comparingInt(pod -> PodState.node(pod).isEmpty() ? 0 : 1)
                .thenComparingInt(Surplus::phaseRank)
                .thenComparingInt(pod -> PodState.ready(pod) ? 1 : 0)
                .thenComparingInt(Surplus::cost)
                .thenComparingInt(pod -> -onNode.getOrDefault(PodState.node(pod), 0))
                .thenComparingInt(pod -> PodState.ready(pod) ? age(readySince(pod), now) : 0)
                .thenComparingInt(pod -> -restarts(pod))
                .thenComparingInt(pod -> age(pod.metadata().creationTimestamp(), now))
                .thenComparing(Pod::uid)
                .thenComparing(Pod::name);
    }

    private static int phaseRank(Pod pod) {
        return switch (PodState.phase(pod)) {
            case "Pending", "" -> 0;
            case "Unknown" -> 1;
            default -> 2;
        };
    }

    private static int cost(Pod pod) {
        String cost = pod.metadata().annotations().get(DELETION_COST);
        if (cost == null) {
            return 0;
        }
        try {
            return Integer.parseInt(cost);
        } catch (NumberFormatException e) {
            return 0; // the API server refuses these; as in Kubernetes they count as none
        }
    }

    private static @Nullable Instant readySince(Pod pod) {
        PodCondition ready = PodState.condition(pod, "Ready");
        return ready == null ? null : ready.lastTransitionTime();
    }

    /** The power of two of an age; no time at all is younger than any. */
    private static int age(@Nullable Instant since, Instant now) {
        if (since == null) {
            return -1;
        }
        long nanos = Math.max(1, Duration.between(since, now).toNanos());
        return 63 - Long.numberOfLeadingZeros(nanos);
    }

    private static int restarts(Pod pod) {
        int most = 0;
        for (ContainerStatus status : pod.status().containerStatuses()) {
            most = Math.max(most, status.restartCount());
        }
        return most;
    }
}
