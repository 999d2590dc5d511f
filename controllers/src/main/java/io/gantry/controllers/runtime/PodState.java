package io.gantry.controllers.runtime;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What loops ask of a pod. */
public final class PodState {
    private PodState() {}

    /** The phase; empty while there is none. */
    public static String phase(Pod pod) {
        String phase = pod.status().phase();
        return phase == null ? "" : phase;
    }

    /** All containers have ended and will not run again. */
    public static boolean terminal(Pod pod) {
        return phase(pod).equals("Succeeded") || phase(pod).equals("Failed");
    }

    public static boolean terminating(Pod pod) {
        return pod.metadata().deletionTimestamp() != null;
    }

    /** Neither ended nor going away. */
    public static boolean active(Pod pod) {
        return !terminal(pod) && !terminating(pod);
    }

    /** The node that the pod is bound to; empty while there is none. */
    public static String node(Pod pod) {
        String node = pod.spec().nodeName();
        return node == null ? "" : node;
    }

    public static @Nullable PodCondition condition(Pod pod, String type) {
        for (PodCondition condition : pod.status().conditions()) {
            if (condition.type().equals(type)) {
                return condition;
            }
        }
        return null;
    }

    public static boolean ready(Pod pod) {
        PodCondition ready = condition(pod, "Ready");
        return ready != null && ready.status().equals("True");
    }

    /** Ready for at least {@code minReadySeconds}. */
    public static boolean available(Pod pod, int minReadySeconds, Instant now) {
        Duration left = untilAvailable(pod, minReadySeconds, now);
        return left != null && !left.isPositive();
    }

    /** How long until a ready pod counts as available; {@code null} for one that is not ready. */
    public static @Nullable Duration untilAvailable(Pod pod, int minReadySeconds, Instant now) {
        PodCondition ready = condition(pod, "Ready");
        if (ready == null || !ready.status().equals("True")) {
            return null;
        }
        if (minReadySeconds == 0) {
            return Duration.ZERO;
        }
        Instant since = ready.lastTransitionTime();
        return since == null
                ? Duration.ofSeconds(minReadySeconds)
                : Duration.between(now, since.plusSeconds(minReadySeconds));
    }
}
