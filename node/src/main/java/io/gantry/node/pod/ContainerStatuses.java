package io.gantry.node.pod;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerState;
import io.gantry.api.core.v1.ContainerStateRunning;
import io.gantry.api.core.v1.ContainerStateTerminated;
import io.gantry.api.core.v1.ContainerStateWaiting;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.ContainerStatusBuilder;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.core.v1.VolumeMount;
import io.gantry.api.core.v1.VolumeMountStatus;
import io.gantry.node.runtime.LinuxResources;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a container's status says. Pure. */
final class ContainerStatuses {
    private static final ContainerState NONE = new ContainerState(null, null, null);

    /** Which list of the spec a container stands in. */
    enum Role {
        INIT,
        MAIN,
        EPHEMERAL
    }

    private ContainerStatuses() {}

    /** Whether the container takes part in the pod's readiness now. */
    static boolean ready(PodView view, Container container) {
        ObservedContainer newest = view.observed().newest(container.name());
        ContainerMemory memory = view.memoryOf(container.name());
        return newest != null && newest.running() && memory.started() && memory.ready();
    }

    /** What the API server knows of the container; {@code null} when it has never run. */
    static @Nullable ContainerStatus before(PodView view, Container container) {
        var status = view.pod().status();
        for (var statuses : List.of(
                status.containerStatuses(), status.initContainerStatuses(), status.ephemeralContainerStatuses())) {
            for (ContainerStatus each : statuses) {
                if (each.name().equals(container.name())
                        && each.containerID() != null
                        && !each.containerID().isEmpty()) {
                    return each;
                }
            }
        }
        return null;
    }

    /** It has run, and the runtime has nothing of it any more: the machine was set up anew, or somebody cleaned up. */
    static boolean ranBefore(PodView view, Container container) {
        return view.observed().newest(container.name()) == null && before(view, container) != null;
    }

    static ContainerStatus of(PodView view, Container container, Role role) {
        boolean init = role == Role.INIT;
        ObservedContainer newest = view.observed().newest(container.name());
        ContainerMemory memory = view.memoryOf(container.name());
        ContainerStatusBuilder status = ContainerStatusBuilder.of()
                .name(container.name())
                .image(container.image() == null ? "" : container.image());
        if (newest == null) {
            ContainerStatus before = before(view, container);
            if (before == null) {
                return status.state(waiting(view, memory)).started(false).build();
            }
            return vanished(view, before, memory, init);
        }
        ContainerState state = state(view, container, newest, memory, role);
        ObservedContainer last = state.terminated() == null && newest.exited()
                ? newest
                : view.observed().previous(container.name());
        boolean sidecarOrMain = role == Role.MAIN || (init && Containers.sidecar(container));
        return status.state(state)
                .lastState(last == null || !last.exited() ? NONE : terminated(last))
                .ready(sidecarOrMain ? ready(view, container) : init && newest.succeeded())
                .started(newest.running() && (!sidecarOrMain || memory.started()))
                .restartCount(newest.status().attempt())
                .image(
                        newest.status().image().isEmpty()
                                ? text(container.image())
                                : newest.status().image())
                .imageID(newest.status().imageRef())
                .containerID(id(newest))
                .allocatedResources(container.resources().requests())
                .resources(resources(view, container, newest))
                .volumeMounts(container.volumeMounts().stream()
                        .map(ContainerStatuses::mounted)
                        .toList())
                .build();
    }

    /** What it has, while it runs; else what it will have; {@code null} when the runtime does not tell. */
    private static @Nullable ResourceRequirements resources(
            PodView view, Container container, ObservedContainer newest) {
        LinuxResources runtime = newest.status().resources();
        ResourceRequirements applied = view.resize().allocation().inForce(container.name());
        if (!newest.running() || applied == null) {
            return container.resources();
        }
        return runtime == null ? null : ResourcesInForce.of(runtime, applied, container.resources());
    }

    /** No mount is read-only in depth: the runtime is never asked for that. */
    private static VolumeMountStatus mounted(VolumeMount mount) {
        boolean readOnly = Boolean.TRUE.equals(mount.readOnly());
        return new VolumeMountStatus(
                mount.name(), mount.mountPath(), readOnly ? true : null, readOnly ? "Disabled" : null, null);
    }

    /** A container of which only its last status is left. */
    private static ContainerStatus vanished(
            PodView view, ContainerStatus before, ContainerMemory memory, boolean init) {
        boolean over = before.state() != null && before.state().terminated() != null;
        if (over && (init || view.ending() || PodPhase.terminal(PodPhase.outcome(view)))) {
            return before;
        }
        ContainerState last = before.state();
        if (last == null || last.terminated() == null) {
            ContainerState earlier = before.lastState();
            last = before.state() != null && before.state().running() != null
                    ? new ContainerState(
                            null,
                            null,
                            new ContainerStateTerminated(
                                    137,
                                    null,
                                    "ContainerStatusUnknown",
                                    "The container could not be located when the pod was deleted. "
                                            + " The container used to be Running",
                                    null,
                                    null,
                                    null))
                    : earlier == null ? NONE : earlier;
        }
        ContainerStatusBuilder status =
                ContainerStatusBuilder.of(before).ready(false).started(false);
        return view.ending()
                ? status.state(last).build()
                : status.state(waiting(view, memory)).lastState(last).build();
    }

    private static ContainerState state(
            PodView view, Container container, ObservedContainer newest, ContainerMemory memory, Role role) {
        return switch (newest.status().state()) {
            case RUNNING ->
                new ContainerState(
                        null, new ContainerStateRunning(seconds(newest.status().startedAt())), null);
            case CREATED, UNKNOWN -> waiting(view, memory);
            case EXITED -> {
                // What is not there yet keeps it waiting longer than its back-off; what broke its last start does not.
                ContainerState crashed =
                        memory.notBefore() != null ? null : backingOff(view, container, newest, memory, role);
                if (crashed != null) {
                    yield crashed;
                }
                yield memory.waiting() != null && restarts(view, container, newest, role)
                        ? waiting(view, memory)
                        : terminated(newest);
            }
        };
    }

    private static boolean restarts(PodView view, Container container, ObservedContainer newest, Role role) {
        if (view.ending() || PodPhase.terminal(PodPhase.outcome(view))) {
            return false;
        }
        return switch (role) {
            case INIT ->
                Containers.sidecar(container)
                        || (newest.status().exitCode() != 0
                                && !Containers.restartPolicy(view.pod()).equals("Never"));
            case MAIN -> Containers.restarts(view.pod(), newest.status().exitCode());
            case EPHEMERAL -> false;
        };
    }

    /** {@code CrashLoopBackOff}, while a container that ended waits for its next start. */
    private static @Nullable ContainerState backingOff(
            PodView view, Container container, ObservedContainer newest, ContainerMemory memory, Role role) {
        Instant finished = newest.status().finishedAt();
        if (finished == null
                || !restarts(view, container, newest, role)
                || view.resize().allocation().restarts(container)) {
            return null;
        }
        Duration delay = RestartBackoff.delay(RestartBackoff.quickEnds(newest, memory.quickEnds()));
        if (delay.isZero() || !finished.plus(delay).isAfter(view.now())) {
            return null;
        }
        var meta = view.pod();
        return new ContainerState(
                new ContainerStateWaiting(
                        "CrashLoopBackOff",
                        "back-off " + describe(delay) + " restarting failed container=" + container.name() + " pod="
                                + meta.name() + "_" + meta.namespace() + "(" + meta.uid() + ")"),
                null,
                null);
    }

    /** As Go writes a duration: {@code 10s}, {@code 1m20s}, {@code 5m0s}. */
    static String describe(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
    }

    private static ContainerState waiting(PodView view, ContainerMemory memory) {
        if (memory.waiting() != null) {
            return new ContainerState(
                    new ContainerStateWaiting(
                            memory.waiting().code(), memory.waiting().message()),
                    null,
                    null);
        }
        boolean initialising = !view.pod().spec().initContainers().isEmpty();
        return new ContainerState(
                new ContainerStateWaiting(initialising ? "PodInitializing" : "ContainerCreating", null), null, null);
    }

    private static ContainerState terminated(ObservedContainer container) {
        var status = container.status();
        String reason = status.reason().isEmpty() ? status.exitCode() == 0 ? "Completed" : "Error" : status.reason();
        String message = container.terminationMessage().isEmpty() ? status.message() : container.terminationMessage();
        return new ContainerState(
                null,
                null,
                new ContainerStateTerminated(
                        status.exitCode(),
                        null,
                        reason,
                        message.isEmpty() ? null : message,
                        seconds(status.startedAt()),
                        seconds(status.finishedAt()),
                        id(container)));
    }

    private static String id(ObservedContainer container) {
        return "containerd://" + container.status().id();
    }

    private static @Nullable Instant seconds(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
