package io.gantry.node.pod;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.HostIP;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodIP;
import io.gantry.api.core.v1.PodReadinessGate;
import io.gantry.api.core.v1.PodStatus;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.base.Reason;
import io.gantry.node.pod.ContainerStatuses.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pod's status says. Pure; conditions keep the moment of their last transition from the status before. */
public final class PodStatuses {
    private final PodView view;
    private final Pod pod;
    private final PodStatus before;
    private final String hostIp;

    private PodStatuses(PodView view, String hostIp) {
        this.view = view;
        this.pod = view.pod();
        this.before = pod.status();
        this.hostIp = hostIp;
    }

    /** @param hostIp the node's address, also the pod's own when it uses the host's network */
    public static PodStatus of(PodView view, String hostIp) {
        return new PodStatuses(view, hostIp).build();
    }

    private PodStatus build() {
        String phase = phase();
        boolean hostNetwork = Boolean.TRUE.equals(pod.spec().hostNetwork());
        List<String> ips = hostNetwork
                ? view.observed().sandbox() == null ? List.of() : List.of(hostIp)
                : view.observed().ips();
        // Without a sandbox the last addresses stay, as the kubelet keeps them, until a new sandbox brings others.
        List<PodIP> podIps =
                ips.isEmpty() ? before.podIPs() : ips.stream().map(PodIP::new).toList();
        boolean settled = PodPhase.terminal(view.knownPhase());
        // A pod that was refused has never had containers.
        boolean refused = settled
                && before.containerStatuses().isEmpty()
                && view.observed().containers().isEmpty();
        Reason told = !settled && PodPhase.terminal(phase) ? view.failure() : null;
        PodStatusBuilder status = PodStatusBuilder.of(before)
                .phase(phase)
                .conditions(conditions(phase))
                .reason(told != null ? told.code() : settled ? before.reason() : null)
                .message(told != null ? told.message() : settled ? before.message() : null)
                .hostIP(hostIp)
                .hostIPs(List.of(new HostIP(hostIp)))
                .podIP(podIps.isEmpty() ? null : podIps.getFirst().ip())
                .podIPs(podIps)
                .startTime(before.startTime() == null ? view.now().truncatedTo(ChronoUnit.SECONDS) : before.startTime())
                .initContainerStatuses(refused ? List.of() : statuses(pod.spec().initContainers(), Role.INIT))
                .containerStatuses(refused ? List.of() : statuses(pod.spec().containers(), Role.MAIN))
                .ephemeralContainerStatuses(statuses(Containers.ephemeral(pod), Role.EPHEMERAL))
                .observedGeneration(pod.metadata().generation());
        ResourceRequirements whole = pod.spec().resources();
        if (whole != null) {
            status.allocatedResources(whole.requests())
                    .resources(view.resize().allocation().inForce(PodAllocation.WHOLE));
        }
        return status.build();
    }

    /** A pod that is deleted ends as its containers ended, whatever its restart policy. */
    private String phase() {
        String phase = PodPhase.of(view);
        if (!view.ending()
                || view.failure() != null
                || PodPhase.terminal(phase)
                || view.observed().anyAlive()) {
            return phase;
        }
        boolean started = false;
        boolean failed = false;
        for (Container container : pod.spec().containers()) {
            ObservedContainer newest = view.observed().newest(container.name());
            started |= newest != null || ContainerStatuses.ranBefore(view, container);
            failed |= newest == null || newest.status().exitCode() != 0;
        }
        return !started ? phase : failed ? PodPhase.FAILED : PodPhase.SUCCEEDED;
    }

    private List<io.gantry.api.core.v1.ContainerStatus> statuses(List<Container> containers, Role role) {
        List<io.gantry.api.core.v1.ContainerStatus> statuses = new ArrayList<>(containers.size());
        for (Container container : containers) {
            statuses.add(ContainerStatuses.of(view, container, role));
        }
        return statuses;
    }

    private List<PodCondition> conditions(String phase) {
        List<PodCondition> conditions = PodPhase.terminal(phase)
                ? new ArrayList<>()
                : ResizeConditions.of(view, before.conditions(), view.now().truncatedTo(ChronoUnit.SECONDS));
        for (PodCondition condition : before.conditions()) {
            if (!OURS.contains(condition.type())) {
                conditions.add(condition); // PodScheduled, DisruptionTarget, readiness gates: their writers' own
            }
        }
        Reason failure = view.failure();
        if (failure != null
                && failure.code().equals(PodView.EVICTED)
                && before.conditions().stream()
                        .noneMatch(condition -> condition.type().equals("DisruptionTarget"))) {
            add(conditions, "DisruptionTarget", true, "TerminationByKubelet", failure.message());
        }
        boolean networked = view.observed().sandboxReady();
        add(conditions, "PodReadyToStartContainers", networked, null, null);
        List<String> uninitialised = new ArrayList<>();
        boolean mainStarted = pod.spec().containers().stream().anyMatch(container -> {
            ObservedContainer current = view.observed().current(container.name());
            return current != null && current.status().startedAt() != null;
        });
        for (Container init : pod.spec().initContainers()) {
            if (!mainStarted && !initialised(init)) {
                uninitialised.add(init.name());
            }
        }
        if (phase.equals(PodPhase.SUCCEEDED) || uninitialised.isEmpty()) {
            add(conditions, "Initialized", true, phase.equals(PodPhase.SUCCEEDED) ? "PodCompleted" : null, null);
        } else {
            add(
                    conditions,
                    "Initialized",
                    false,
                    "ContainersNotInitialized",
                    "containers with incomplete status: [" + String.join(" ", uninitialised) + "]");
        }
        List<String> unready = new ArrayList<>();
        for (Container container : pod.spec().containers()) {
            if (!ContainerStatuses.ready(view, container)) {
                unready.add(container.name());
            }
        }
        for (Container init : pod.spec().initContainers()) {
            if (Containers.sidecar(init) && !ContainerStatuses.ready(view, init)) {
                unready.add(init.name());
            }
        }
        String reason = null;
        String message = null;
        boolean ready = unready.isEmpty();
        if (phase.equals(PodPhase.SUCCEEDED)) {
            ready = false;
            reason = "PodCompleted";
        } else if (phase.equals(PodPhase.FAILED)) {
            ready = false;
            reason = "PodFailed";
        } else if (!ready) {
            reason = "ContainersNotReady";
            message = "containers with unready status: [" + String.join(" ", unready) + "]";
        }
        add(conditions, "ContainersReady", ready, reason, message);
        if (ready) {
            List<String> gates = new ArrayList<>();
            for (PodReadinessGate gate : pod.spec().readinessGates()) {
                String status = before.conditions().stream()
                        .filter(condition -> condition.type().equals(gate.conditionType()))
                        .map(PodCondition::status)
                        .findFirst()
                        .orElse("");
                if (status.isEmpty()) {
                    gates.add("corresponding condition of pod readiness gate \"" + gate.conditionType()
                            + "\" does not exist.");
                } else if (!status.equals("True")) {
                    gates.add("the status of pod readiness gate \"" + gate.conditionType() + "\" is not \"True\", but "
                            + status);
                }
            }
            if (!gates.isEmpty()) {
                ready = false;
                reason = "ReadinessGatesNotReady";
                message = String.join(", ", gates);
            }
        }
        add(conditions, "Ready", ready, reason, message);
        return conditions;
    }

    private static final List<String> OURS = List.of(
            "PodReadyToStartContainers",
            "Initialized",
            "ContainersReady",
            "Ready",
            ResizeConditions.PENDING,
            ResizeConditions.IN_PROGRESS);

    private boolean initialised(Container init) {
        ObservedContainer newest = view.observed().newest(init.name());
        if (newest == null) {
            return !Containers.sidecar(init) && ContainerStatuses.ranBefore(view, init);
        }
        return Containers.sidecar(init)
                ? newest.running() && view.memoryOf(init.name()).started()
                : newest.succeeded();
    }

    private void add(
            List<PodCondition> conditions,
            String type,
            boolean holds,
            @Nullable String reason,
            @Nullable String message) {
        String status = holds ? "True" : "False";
        Instant since = view.now().truncatedTo(ChronoUnit.SECONDS);
        for (PodCondition condition : before.conditions()) {
            if (condition.type().equals(type)
                    && condition.status().equals(status)
                    && condition.lastTransitionTime() != null) {
                since = condition.lastTransitionTime();
            }
        }
        conditions.add(new PodCondition(
                type, status, null, since, reason, message, pod.metadata().generation()));
    }

    /** The status of a pod that this node does not take in. */
    public static PodStatus refused(Pod pod, Reason why, Instant now) {
        return PodStatusBuilder.of(pod.status())
                .phase(PodPhase.FAILED)
                .reason(why.code())
                .message("Pod was rejected: " + why.message())
                .startTime(
                        pod.status().startTime() == null
                                ? now.truncatedTo(ChronoUnit.SECONDS)
                                : pod.status().startTime())
                .observedGeneration(pod.metadata().generation())
                .build();
    }
}
