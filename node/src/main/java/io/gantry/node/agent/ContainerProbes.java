package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Probe;
import io.gantry.base.Cancellable;
import io.gantry.base.Reason;
import io.gantry.node.pod.ContainerMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The probes of one running container: startup first; readiness and liveness once it has succeeded. Each writes its
 * verdict into the worker's memory of the container, which wakes the worker. Thread-safe.
 */
final class ContainerProbes implements AutoCloseable {
    /** Where verdicts go. */
    @FunctionalInterface
    interface Verdicts {
        void change(String container, UnaryOperator<ContainerMemory> change);
    }

    private enum Type {
        STARTUP("Startup"),
        READINESS("Readiness"),
        LIVENESS("Liveness");

        private final String label;

        Type(String label) {
            this.label = label;
        }
    }

    private final AgentContext context;
    private final Pod pod;
    private final Container container;
    private final String containerId;
    private final String podIp;
    private final ProbeCounts counts;
    private final Verdicts verdicts;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Loop> loops = new ArrayList<>();
    private final boolean readyBefore;
    private volatile boolean started;
    private volatile boolean ending;
    private volatile boolean closed;

    /** @param known what an earlier agent said of this container; {@code null} when it is fresh */
    ContainerProbes(
            AgentContext context,
            Pod pod,
            Container container,
            String containerId,
            String podIp,
            @Nullable ContainerStatus known,
            ProbeCounts counts,
            Verdicts verdicts) {
        this.context = context;
        this.pod = pod;
        this.container = container;
        this.containerId = containerId;
        this.podIp = podIp;
        this.counts = counts;
        this.verdicts = verdicts;
        this.started = container.startupProbe() == null || (known != null && Boolean.TRUE.equals(known.started()));
        this.readyBefore = known != null && known.ready();
    }

    String containerId() {
        return containerId;
    }

    void start() {
        verdicts.change(
                container.name(),
                memory -> memory.withProbes(started, started && (container.readinessProbe() == null || readyBefore)));
        add(Type.STARTUP, started ? null : container.startupProbe());
        add(Type.READINESS, container.readinessProbe());
        add(Type.LIVENESS, container.livenessProbe());
    }

    private void add(Type type, @Nullable Probe probe) {
        if (probe != null) {
            Loop loop = new Loop(type, probe);
            lock.lock();
            try {
                loops.add(loop);
            } finally {
                lock.unlock();
            }
            loop.plan(Duration.ofSeconds(probe.initialDelaySeconds() == null ? 0 : probe.initialDelaySeconds()));
        }
    }

    /** One probe's own rhythm and its count of equal answers in a row. */
    private final class Loop implements Runnable {
        private final Type type;
        private final Probe probe;
        private boolean lastWell;
        private int inARow;
        private @Nullable Cancellable timer;

        Loop(Type type, Probe probe) {
            this.type = type;
            this.probe = probe;
            this.lastWell = type == Type.READINESS && readyBefore;
        }

        void plan(Duration delay) {
            lock.lock();
            try {
                if (!closed) {
                    timer = context.config().time().schedule(delay, this);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void run() {
            boolean goOn = true;
            if (ending && type != Type.READINESS) {
                return; // it is told to end already
            }
            try {
                if (!closed && (type == Type.STARTUP || started)) {
                    long began = context.config().time().nanoTime();
                    ProbeRunner.Answer answer = context.probes().ask(probe, container, containerId, podIp);
                    counts.answered(
                            new ProbeCounts.Key(container.name(), type.label),
                            answer.well(),
                            context.config().time().nanoTime() - began);
                    goOn = handle(answer);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (goOn) {
                plan(Duration.ofSeconds(probe.periodSeconds() == null ? 10 : Math.max(1, probe.periodSeconds())));
            }
        }

        /** Returns whether to ask again. */
        private boolean handle(ProbeRunner.Answer answer) {
            if (closed || (ending && type != Type.READINESS)) {
                return false;
            }
            inARow = answer.well() == lastWell ? inARow + 1 : 1;
            lastWell = answer.well();
            if (!answer.well()) {
                context.events()
                        .event(
                                pod,
                                ContainerStarter.fieldPath(pod, container),
                                true,
                                new Reason("Unhealthy", type.label + " probe failed: " + answer.message()));
            }
            int threshold = answer.well()
                    ? probe.successThreshold() == null ? 1 : probe.successThreshold()
                    : probe.failureThreshold() == null ? 3 : probe.failureThreshold();
            if (inARow < threshold) {
                return true;
            }
            return switch (type) {
                case STARTUP -> {
                    if (answer.well()) {
                        started = true;
                        verdicts.change(
                                container.name(),
                                memory -> memory.withProbes(true, container.readinessProbe() == null));
                        yield false;
                    }
                    kill();
                    yield false;
                }
                case READINESS -> {
                    if (inARow == threshold) {
                        verdicts.change(container.name(), memory -> memory.withProbes(true, answer.well()));
                    }
                    yield true;
                }
                case LIVENESS -> {
                    if (!answer.well()) {
                        kill();
                    }
                    yield answer.well();
                }
            };
        }

        private void kill() {
            verdicts.change(
                    container.name(),
                    memory -> memory.withUnhealthy(new Reason(
                            "Killing",
                            "Container " + container.name() + " failed " + type.label.toLowerCase(java.util.Locale.ROOT)
                                    + " probe, will be restarted")));
        }
    }

    /** The container is told to end: only whether it is ready is asked from now on. */
    void ending() {
        ending = true;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            for (Loop loop : loops) {
                if (loop.timer != null) {
                    loop.timer.close();
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
