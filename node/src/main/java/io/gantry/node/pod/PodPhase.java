package io.gantry.node.pod;

import io.gantry.api.core.v1.Container;

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

    public static String of(PodView view) {
        if (view.failure() != null) {
            return FAILED;
        }
        String known = view.pod().status().phase();
        if (known != null && terminal(known)) {
            return known; // never taken back
        }
        boolean mainExists = false;
        int stopped = 0;
        int failed = 0;
        boolean waiting = false;
        for (Container container : view.pod().spec().containers()) {
            ObservedContainer newest = view.observed().newest(container.name());
            if (newest == null || newest.status().startedAt() == null && !newest.exited()) {
                waiting = true;
                continue;
            }
            mainExists = true;
            if (newest.exited()) {
                stopped++;
                failed += newest.status().exitCode() == 0 ? 0 : 1;
            }
        }
        if (!mainExists) {
            return initFailed(view) ? FAILED : PENDING;
        }
        if (waiting) {
            return PENDING;
        }
        if (stopped < view.pod().spec().containers().size()) {
            return RUNNING;
        }
        return switch (Containers.restartPolicy(view.pod())) {
            case "Never" -> failed == 0 ? SUCCEEDED : FAILED;
            case "OnFailure" -> failed == 0 ? SUCCEEDED : RUNNING;
            default -> RUNNING;
        };
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
