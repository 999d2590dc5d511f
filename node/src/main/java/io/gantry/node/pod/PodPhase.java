package io.gantry.node.pod;

import io.gantry.api.core.v1.Container;
import io.gantry.node.runtime.ContainerState;
import org.jspecify.annotations.Nullable;

/** A pod's phase, from what its containers did. The rules are the kubelet's. */
public final class PodPhase {
    public static final String PENDING = "Pending";
    public static final String RUNNING = "Running";
    public static final String SUCCEEDED = "Succeeded";
    public static final String FAILED = "Failed";

    private PodPhase() {}

    public static boolean terminal(String phase) {
        return phase.equals(SUCCEEDED) || phase.equals(FAILED);
    }

    /**
     * The phase to show. It becomes a terminal one only when nothing of the pod runs any more: until then its devices,
     * addresses and memory are in use.
     */
    public static String of(PodView view) {
        if (terminal(view.knownPhase())) {
            return view.knownPhase(); // never taken back
        }
        String outcome = outcome(view);
        return terminal(outcome) && view.observed().anyAlive() ? view.knownPhase() : outcome;
    }

    /** Where the pod is heading: a terminal phase means that its containers have done their work, sidecars aside. */
    static String outcome(PodView view) {
        if (terminal(view.knownPhase())) {
            return view.knownPhase();
        }
        if (view.failure() != null) {
            return FAILED;
        }
        if (initFailed(view)) {
            return FAILED;
        }
        int waiting = 0;
        int alive = 0;
        int failed = 0;
        for (Container container : view.pod().spec().containers()) {
            ObservedContainer last = lastRun(view, container);
            if (last == null) {
                if (ContainerStatuses.ranBefore(view, container)) {
                    failed++; // how it ended nobody knows: not well
                } else {
                    waiting++;
                }
            } else if (!last.exited() || view.resize().allocation().restarts(container)) {
                alive++;
            } else if (last.status().exitCode() != 0) {
                failed++;
            }
        }
        if (waiting > 0 || initialising(view)) {
            return PENDING;
        }
        if (alive > 0) {
            return RUNNING;
        }
        return switch (Containers.restartPolicy(view.pod())) {
            case "Never" -> failed == 0 ? SUCCEEDED : FAILED;
            case "OnFailure" -> failed == 0 ? SUCCEEDED : RUNNING;
            default -> RUNNING;
        };
    }

    /** The newest container that was started: one that is only created says nothing yet. */
    private static @Nullable ObservedContainer lastRun(PodView view, Container container) {
        ObservedContainer newest = view.observed().newest(container.name());
        return newest != null && newest.status().state() == ContainerState.CREATED
                ? view.observed().previous(container.name())
                : newest;
    }

    /** An init container runs, or has yet to: at first, and again in each new sandbox. */
    private static boolean initialising(PodView view) {
        for (Container init : view.pod().spec().initContainers()) {
            if (Containers.sidecar(init)) {
                continue;
            }
            ObservedContainer last = lastRun(view, init);
            if (last == null ? !ContainerStatuses.ranBefore(view, init) : !last.exited()) {
                return true;
            }
        }
        return false;
    }

    private static boolean initFailed(PodView view) {
        if (!Containers.restartPolicy(view.pod()).equals("Never")) {
            return false;
        }
        for (Container init : view.pod().spec().initContainers()) {
            ObservedContainer newest = view.observed().newest(init.name());
            if (!Containers.sidecar(init) && newest != null && newest.exited() && !newest.succeeded()) {
                return true;
            }
        }
        return false;
    }
}
