package io.gantry.server.table;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerStateTerminated;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pods, whose one word of status takes some finding. */
final class PodTables {
    private PodTables() {}

    static void bind(Map<String, RowFunction<?>> functions) {
        functions.put("pod", (RowFunction<Pod>) PodTables::cells);
    }

    /** What is counted while the containers are looked at. */
    private static final class Summary {
        String status = "";
        int ready;
        int restarts;

        @Nullable
        Instant lastEnd;

        void restarted(ContainerStatus container) {
            restarts += container.restartCount();
            ContainerStateTerminated last = container.lastState().terminated();
            if (last != null
                    && last.finishedAt() != null
                    && (lastEnd == null || last.finishedAt().isAfter(lastEnd))) {
                lastEnd = last.finishedAt();
            }
        }
    }

    private static List<Object> cells(Pod pod, Instant now) {
        Summary summary = new Summary();
        Map<String, Container> sidecars = new HashMap<>();
        pod.spec().initContainers().stream()
                .filter(container -> "Always".equals(container.restartPolicy()))
                .forEach(container -> sidecars.put(container.name(), container));
        int all = pod.spec().containers().size() + sidecars.size();
        summary.status =
                Cells.text(pod.status().reason(), Cells.text(pod.status().phase(), "Unknown"));
        for (PodCondition condition : pod.status().conditions()) {
            if (condition.type().equals("PodScheduled") && "SchedulingGated".equals(condition.reason())) {
                summary.status = "SchedulingGated";
            }
        }
        Summary initial = new Summary();
        // A pod that was initialised once has main containers, whatever its sidecars do now.
        if (!init(pod, sidecars, summary, initial) || holds(pod, "Initialized")) {
            main(pod, summary);
        } else {
            summary.restarts = initial.restarts;
            summary.lastEnd = initial.lastEnd;
        }
        if (pod.metadata().deletionTimestamp() != null) {
            String phase = pod.status().phase();
            if ("NodeLost".equals(pod.status().reason())) {
                summary.status = "Unknown";
            } else if (!"Succeeded".equals(phase) && !"Failed".equals(phase)) {
                summary.status = "Terminating";
            }
        }
        String restarts = Integer.toString(summary.restarts);
        if (summary.restarts != 0 && summary.lastEnd != null) {
            restarts += " (" + Cells.since(summary.lastEnd, now) + " ago)";
        }
        long gatesTrue = pod.spec().readinessGates().stream()
                .filter(gate -> pod.status().conditions().stream()
                        .anyMatch(condition -> condition.type().equals(gate.conditionType())
                                && condition.status().equals("True")))
                .count();
        return List.of(
                summary.ready + "/" + all,
                summary.status,
                restarts,
                pod.status().podIPs().isEmpty()
                        ? Cells.NONE
                        : pod.status().podIPs().getFirst().ip(),
                pod.spec().readinessGates().isEmpty()
                        ? Cells.NONE
                        : gatesTrue + "/" + pod.spec().readinessGates().size());
    }

    private static boolean holds(Pod pod, String type) {
        return pod.status().conditions().stream()
                .anyMatch(condition ->
                        condition.type().equals(type) && condition.status().equals("True"));
    }

    /**
     * Looks at the init containers.
     *
     * @param summary counts the sidecars' restarts
     * @param initial counts all restarts
     * @return whether one of them is not done
     */
    private static boolean init(Pod pod, Map<String, Container> sidecars, Summary summary, Summary initial) {
        int total = pod.spec().initContainers().size();
        List<ContainerStatus> statuses = pod.status().initContainerStatuses();
        for (int i = 0; i < statuses.size(); i++) {
            ContainerStatus status = statuses.get(i);
            initial.restarted(status);
            boolean sidecar = sidecars.containsKey(status.name());
            if (sidecar) {
                summary.restarted(status);
            }
            ContainerStateTerminated ended = status.state().terminated();
            if (ended != null && ended.exitCode() == 0) {
                continue;
            }
            if (sidecar && Boolean.TRUE.equals(status.started())) {
                summary.ready += status.ready() ? 1 : 0;
                continue;
            }
            if (ended != null) {
                summary.status = "Init:" + ended(ended);
            } else if (status.state().waiting() != null
                    && !Cells.text(status.state().waiting().reason(), "").isEmpty()
                    && !"PodInitializing".equals(status.state().waiting().reason())) {
                summary.status = "Init:" + status.state().waiting().reason();
            } else {
                summary.status = "Init:" + i + "/" + total;
            }
            return true;
        }
        return false;
    }

    private static String ended(ContainerStateTerminated ended) {
        if (!Cells.text(ended.reason(), "").isEmpty()) {
            return Cells.text(ended.reason(), "");
        }
        Integer signal = ended.signal();
        return signal != null && signal != 0 ? "Signal:" + signal : "ExitCode:" + ended.exitCode();
    }

    private static void main(Pod pod, Summary summary) {
        boolean running = false;
        String failure = "";
        List<ContainerStatus> statuses = pod.status().containerStatuses();
        for (ContainerStatus status : statuses.reversed()) {
            summary.restarted(status);
            ContainerStateTerminated ended = status.state().terminated();
            if (status.state().waiting() != null
                    && !Cells.text(status.state().waiting().reason(), "").isEmpty()) {
                summary.status = Cells.text(status.state().waiting().reason(), "");
            } else if (ended != null) {
                summary.status = ended(ended);
                if (ended.exitCode() != 0) {
                    failure = summary.status;
                }
            } else if (status.ready() && status.state().running() != null) {
                running = true;
                summary.ready++;
            }
        }
        if (summary.status.equals("Completed")) {
            if (running && holds(pod, "Ready")) {
                summary.status = "Running";
            } else if (!failure.isEmpty()) {
                summary.status = failure;
            } else if (running) {
                summary.status = "NotReady";
            }
        }
    }
}
