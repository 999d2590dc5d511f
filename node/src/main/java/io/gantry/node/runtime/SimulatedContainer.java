package io.gantry.node.runtime;

import io.gantry.base.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One container of a {@link SimulatedRuntime}; guarded by the runtime's lock. */
final class SimulatedContainer {
    final String id;
    final String sandboxId;
    final ContainerConfig config;
    final String logPath;
    final String imageName;
    final String imageId;
    final SimulatedBehaviour behaviour;
    final Instant createdAt;
    final CountDownLatch ended = new CountDownLatch(1);
    ContainerState state = ContainerState.CREATED;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant finishedAt;

    int exitCode;
    String reason = "";
    String message = "";
    LinuxResources resources;
    /** The end by itself, as planned. */
    Cancellable plannedEnd = () -> {};

    SimulatedContainer(
            String id,
            String sandboxId,
            ContainerConfig config,
            String logPath,
            String imageName,
            String imageId,
            SimulatedBehaviour behaviour,
            Instant createdAt) {
        this.id = id;
        this.sandboxId = sandboxId;
        this.config = config;
        this.logPath = logPath;
        this.imageName = imageName;
        this.imageId = imageId;
        this.behaviour = behaviour;
        this.createdAt = createdAt;
        this.resources = config.resources();
    }

    /** Its process ends. */
    void exit(int code, String why, Instant now) {
        state = ContainerState.EXITED;
        finishedAt = now;
        exitCode = code;
        reason = why;
        plannedEnd.close();
        ended.countDown();
    }

    /** It ends before it has a process. */
    void failToStart(Instant now) {
        startedAt = now;
        message = behaviour.startError();
        exit(128, "StartError", now);
    }

    ContainerInfo info() {
        return new ContainerInfo(
                id,
                sandboxId,
                config.name(),
                config.attempt(),
                imageName,
                imageId,
                state,
                createdAt,
                config.labels(),
                config.annotations());
    }

    ContainerStatus status() {
        return new ContainerStatus(
                id,
                config.name(),
                config.attempt(),
                state,
                createdAt,
                startedAt,
                finishedAt,
                exitCode,
                imageName,
                imageId,
                reason,
                message,
                config.labels(),
                config.annotations(),
                config.mounts(),
                logPath,
                resources);
    }

    /** A hundredth of a core and 16 MiB: something to show, and the same every time. */
    ContainerStats stats(Instant now) {
        var cpu = Duration.between(startedAt == null ? now : startedAt, now)
                .dividedBy(100)
                .toNanos();
        var memory = 16L << 20;
        return new ContainerStats(id, config.name(), config.labels(), now, cpu, memory, memory, memory, 0, 0, 0, 0);
    }

    boolean matches(ContainerFilter filter) {
        return (filter.id().isEmpty() || filter.id().equals(id))
                && (filter.sandboxId().isEmpty() || filter.sandboxId().equals(sandboxId))
                && (filter.state() == null || filter.state() == state)
                && config.labels().entrySet().containsAll(filter.labels().entrySet());
    }
}
