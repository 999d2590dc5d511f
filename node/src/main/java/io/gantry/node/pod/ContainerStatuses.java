package io.gantry.node.pod;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerState;
import io.gantry.api.core.v1.ContainerStateRunning;
import io.gantry.api.core.v1.ContainerStateTerminated;
import io.gantry.api.core.v1.ContainerStateWaiting;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.ContainerStatusBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What a container's status says. Pure. */
final class ContainerStatuses {
    private static final ContainerState NONE = new ContainerState(null, null, null);

    private ContainerStatuses() {}

    /** Whether the container takes part in the pod's readiness now. */
    static boolean ready(PodView view, Container container) {
        ObservedContainer newest = view.observed().newest(container.name());
        ContainerMemory memory = view.memoryOf(container.name());
        return newest != null && newest.running() && memory.stopBy() == null && memory.started() && memory.ready();
    }

    static ContainerStatus of(PodView view, Container container, boolean init) {
        ObservedContainer newest = view.observed().newest(container.name());
        ContainerMemory memory = view.memoryOf(container.name());
        ContainerStatusBuilder status = ContainerStatusBuilder.of()
                .name(container.name())
                .image(container.image() == null ? "" : container.image());
        if (newest == null) {
            return status.state(waiting(view, memory, init)).started(false).build();
        }
        ContainerState state = state(view, container, newest, memory, init);
        ObservedContainer last = state.terminated() == null && newest.exited()
                ? newest
                : view.observed().previous(container.name());
        boolean sidecarOrMain = !init || Containers.sidecar(container);
        return status.state(state)
                .lastState(last == null || !last.exited() ? NONE : terminated(last))
                .ready(sidecarOrMain ? ready(view, container) : newest.succeeded())
                .started(newest.running() && (!sidecarOrMain || memory.started()))
                .restartCount(newest.status().attempt())
                .image(
                        newest.status().image().isEmpty()
                                ? text(container.image())
                                : newest.status().image())
                .imageID(newest.status().imageRef())
                .containerID(id(newest))
                .build();
    }

    private static ContainerState state(
            PodView view, Container container, ObservedContainer newest, ContainerMemory memory, boolean init) {
        return switch (newest.status().state()) {
            case RUNNING ->
                new ContainerState(
                        null, new ContainerStateRunning(seconds(newest.status().startedAt())), null);
            case CREATED, UNKNOWN -> waiting(view, memory, init);
            case EXITED -> {
                if (memory.waiting() != null && restarts(view, container, newest, init)) {
                    yield new ContainerState(
                            new ContainerStateWaiting(
                                    memory.waiting().code(), memory.waiting().message()),
                            null,
                            null);
                }
                ContainerState crashed = backingOff(view, container, newest, memory, init);
                yield crashed != null ? crashed : terminated(newest);
            }
        };
    }

    private static boolean restarts(PodView view, Container container, ObservedContainer newest, boolean init) {
        if (view.ending() || PodPhase.terminal(PodPhase.of(view))) {
            return false;
        }
        if (init) {
            return Containers.sidecar(container)
                    || (newest.status().exitCode() != 0
                            && !Containers.restartPolicy(view.pod()).equals("Never"));
        }
        return Containers.restarts(view.pod(), newest.status().exitCode());
    }

    /** {@code CrashLoopBackOff}, while a container that ended waits for its next start. */
    private static @Nullable ContainerState backingOff(
            PodView view, Container container, ObservedContainer newest, ContainerMemory memory, boolean init) {
        Instant finished = newest.status().finishedAt();
        if (finished == null || !restarts(view, container, newest, init)) {
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

    private static ContainerState waiting(PodView view, ContainerMemory memory, boolean init) {
        if (memory.waiting() != null) {
            return new ContainerState(
                    new ContainerStateWaiting(
                            memory.waiting().code(), memory.waiting().message()),
                    null,
                    null);
        }
        boolean initialising = !init && !view.pod().spec().initContainers().isEmpty();
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
