package io.gantry.node.pod;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Probe;
import io.gantry.base.Reason;
import io.gantry.node.runtime.ContainerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what to do next with a pod. Pure: the same view gives the same action, and an action that was carried out, or
 * carried out in part, shows in the next view.
 *
 * <p>Order: volumes, sandbox, init containers one after the other, sidecars among them, then the main containers. On the
 * way down: all containers at once, then the sandbox.
 */
public final class PodStep {
    private static final Duration OVERDUE_AFTER = Duration.ofSeconds(4);
    private static final Reason DELETED = new Reason("Killing", "Stopping container because its pod ends");

    private final PodView view;
    private final Pod pod;
    /** The earliest moment at which something that waits now is due. */
    private @Nullable Instant due;

    private PodStep(PodView view) {
        this.view = view;
        this.pod = view.pod();
    }

    public static PodAction next(PodView view) {
        return new PodStep(view).decide();
    }

    private PodAction decide() {
        if (view.ending()) {
            return end();
        }
        PodAction action = PodPhase.terminal(PodPhase.outcome(view)) ? wrapUp() : keepUp();
        if (action instanceof PodAction.Idle) {
            PodAction remove = removeOld();
            return remove != null ? remove : action;
        }
        return action;
    }

    /** The main containers have done their work: sidecars end, the address is given back; what logs need is kept. */
    private PodAction wrapUp() {
        Observed observed = view.observed();
        PodAction stop = stopAll(view.deadline());
        if (stop != null) {
            return stop;
        }
        return !observed.anyAlive() && observed.sandbox() != null && observed.sandboxReady()
                ? new PodAction.StopSandbox(observed.sandbox().id())
                : idle();
    }

    private PodAction keepUp() {
        if (!view.volumesReady()) {
            return retryLater(view.sandboxRetryAt()) ? idle() : new PodAction.PrepareVolumes();
        }
        if (!view.observed().sandboxReady()) {
            if (retryLater(view.sandboxRetryAt())) {
                return idle();
            }
            PodAction stop = stopAll(view.now()); // what is left of a sandbox that died
            return stop != null ? stop : new PodAction.RunSandbox(nextSandboxAttempt());
        }
        PodAction action = resize();
        if (action == null) {
            action = initContainers();
        }
        if (action != null) {
            return action;
        }
        for (Container container : pod.spec().containers()) {
            action = mainContainer(container);
            if (action != null) {
                return action;
            }
        }
        for (Container container : Containers.ephemeral(pod)) {
            // They run once, whatever becomes of them.
            if (view.observed().newest(container.name()) == null && ContainerStatuses.before(view, container) == null) {
                action = start(container, null);
                if (action != null) {
                    return action;
                }
            }
        }
        return idle();
    }

    /** What a change of resources needs next: who has to end for it ends first, as its room may be another's. */
    private @Nullable PodAction resize() {
        PodAllocation allocation = view.resize().allocation();
        if (!allocation.actuating() || retryLater(view.resize().retryAt())) {
            return null;
        }
        boolean ending = false;
        for (Container container : PodAllocation.resizable(pod)) {
            ObservedContainer current = view.observed().current(container.name());
            if (current == null || !current.running() || !allocation.needsRestart(container)) {
                continue;
            }
            ending = true;
            Reason why = new Reason("Killing", "Container " + container.name() + " resize requires restart");
            PodAction kill = kill(container, current, why);
            if (kill != null) {
                return kill;
            }
        }
        return ending ? idle() : new PodAction.Resize();
    }

    private PodAction end() {
        PodAction stop = stopAll(view.deadline());
        if (stop != null) {
            return stop;
        }
        // What runs under a name that the spec does not have (the spec of a lost pod is empty) ends with the sandbox.
        if (Containers.all(pod).stream().anyMatch(this::alive)) {
            return idle();
        }
        var sandbox = view.observed().sandbox();
        return sandbox != null && sandbox.ready() ? new PodAction.StopSandbox(sandbox.id()) : new PodAction.Finish();
    }

    /**
     * The next container to be asked to end; {@code null} when all were asked. Main containers first; sidecars follow in
     * reverse order when no main container is left, as they must outlive them.
     */
    private @Nullable PodAction stopAll(Instant deadline) {
        boolean mainAlive = false;
        for (Container container : pod.spec().containers()) {
            PodAction stop = stop(container, deadline);
            if (stop != null) {
                return stop;
            }
            mainAlive |= alive(container);
        }
        for (Container container : Containers.ephemeral(pod)) {
            PodAction stop = stop(container, deadline);
            if (stop != null) {
                return stop;
            }
        }
        if (mainAlive && view.now().isBefore(deadline)) {
            planFor(deadline);
            return null;
        }
        List<Container> inits = pod.spec().initContainers().reversed();
        for (Container container : inits) {
            PodAction stop = stop(container, deadline);
            if (stop != null) {
                return stop;
            }
            if (alive(container) && Containers.sidecar(container) && view.now().isBefore(deadline)) {
                planFor(deadline);
                return null;
            }
        }
        return null;
    }

    private boolean alive(Container container) {
        ObservedContainer newest = view.observed().newest(container.name());
        return newest != null && !newest.exited();
    }

    private @Nullable PodAction stop(Container container, Instant deadline) {
        ObservedContainer newest = view.observed().newest(container.name());
        if (newest == null || newest.exited()) {
            return null;
        }
        if (newest.status().state() == ContainerState.CREATED) {
            return new PodAction.RemoveContainer(newest.status().id(), container.name());
        }
        Instant stopBy = view.memoryOf(container.name()).stopBy();
        if (stopBy != null && !overdue(stopBy) && !deadline.isBefore(stopBy.minusSeconds(1))) {
            planFor(stopBy.plus(OVERDUE_AFTER));
            return null; // under way, and it will end in time
        }
        if (stopBy != null && overdue(stopBy)) {
            return new PodAction.StopContainer(container, newest.status().id(), view.now(), DELETED);
        }
        return new PodAction.StopContainer(container, newest.status().id(), deadline, DELETED);
    }

    /** The kill should have come by now: the request was lost, or the runtime was not there. */
    private boolean overdue(Instant stopBy) {
        return !view.now().isBefore(stopBy.plus(OVERDUE_AFTER));
    }

    private int nextSandboxAttempt() {
        var sandbox = view.observed().sandbox();
        return sandbox == null ? 0 : sandbox.attempt() + 1;
    }

    /** What the init containers need next; {@code null} when the main containers may run. */
    private @Nullable PodAction initContainers() {
        boolean mainStarted = pod.spec().containers().stream()
                .anyMatch(container -> view.observed().current(container.name()) != null);
        for (Container init : pod.spec().initContainers()) {
            boolean sidecar = Containers.sidecar(init);
            if (mainStarted && !sidecar) {
                continue; // they are done with when a main container exists in this sandbox
            }
            ObservedContainer current = view.observed().current(init.name());
            if (current == null) {
                PodAction start = start(init, view.observed().newest(init.name()));
                if (start == null && mainStarted) {
                    continue; // a sidecar that cannot be started does not hold the others up
                }
                return start != null ? start : idle();
            }
            if (current.status().state() == ContainerState.CREATED) {
                return new PodAction.RemoveContainer(current.status().id(), init.name());
            }
            if (current.running()) {
                PodAction kill = killIfUnhealthy(init, current);
                if (kill != null) {
                    return kill;
                }
                if (sidecar && (mainStarted || view.memoryOf(init.name()).started())) {
                    continue;
                }
                return mainStarted ? null : idle();
            }
            if (current.exited() && (sidecar || current.status().exitCode() != 0)) {
                PodAction start = start(init, current);
                if (start != null) {
                    return start;
                }
                if (mainStarted) {
                    continue; // a sidecar that backs off does not hold the others up
                }
                return idle();
            }
        }
        return null;
    }

    private @Nullable PodAction mainContainer(Container container) {
        ObservedContainer current = view.observed().current(container.name());
        if (current == null) {
            ObservedContainer newest = view.observed().newest(container.name());
            boolean done = newest != null && newest.exited() && !restarts(container, newest);
            return done ? null : start(container, newest);
        }
        return switch (current.status().state()) {
            case CREATED -> new PodAction.RemoveContainer(current.status().id(), container.name());
            case RUNNING -> {
                PodAction kill = killIfUnhealthy(container, current);
                if (kill == null
                        && !current.specHash().isEmpty()
                        && !current.specHash().equals(SpecHash.of(container))) {
                    kill = kill(
                            container,
                            current,
                            new Reason(
                                    "Killing",
                                    "Container " + container.name() + " definition changed, will be restarted"));
                }
                yield kill;
            }
            case EXITED -> restarts(container, current) ? start(container, current) : null;
            case UNKNOWN ->
                kill(container, current, new Reason("Killing", "The runtime has lost track of the container"));
        };
    }

    private boolean restarts(Container container, ObservedContainer ended) {
        return view.resize().allocation().restarts(container)
                || Containers.restarts(pod, ended.status().exitCode());
    }

    private @Nullable PodAction killIfUnhealthy(Container container, ObservedContainer current) {
        Reason why = view.memoryOf(container.name()).unhealthy();
        return why == null ? null : kill(container, current, why);
    }

    private @Nullable PodAction kill(Container container, ObservedContainer current, Reason why) {
        Instant stopBy = view.memoryOf(container.name()).stopBy();
        if (stopBy != null) {
            planFor(stopBy.plus(OVERDUE_AFTER));
            return overdue(stopBy)
                    ? new PodAction.StopContainer(container, current.status().id(), view.now(), why)
                    : null; // under way
        }
        Long grace = graceOfProbe(container, why);
        if (grace == null) {
            grace = pod.spec().terminationGracePeriodSeconds();
        }
        Instant deadline = view.now().plusSeconds(grace == null ? 30 : grace);
        return new PodAction.StopContainer(container, current.status().id(), deadline, why);
    }

    /** A probe may have a grace period of its own, for the kill that it brings about. */
    private static @Nullable Long graceOfProbe(Container container, Reason why) {
        Probe probe = why.message().contains(" failed liveness probe")
                ? container.livenessProbe()
                : why.message().contains(" failed startup probe") ? container.startupProbe() : null;
        return probe == null ? null : probe.terminationGracePeriodSeconds();
    }

    /** Starts a container now, or plans for the end of its back-off and returns {@code null}. */
    private @Nullable PodAction start(Container container, @Nullable ObservedContainer last) {
        ContainerMemory memory = view.memoryOf(container.name());
        if (memory.waiting() != null
                && memory.notBefore() != null
                && memory.notBefore().isAfter(view.now())) {
            planFor(memory.notBefore());
            return null;
        }
        if (last == null) {
            ContainerStatus before = ContainerStatuses.before(view, container);
            return new PodAction.StartContainer(container, before == null ? 0 : before.restartCount() + 1, 0);
        }
        if (view.resize().allocation().restarts(container)) {
            // It did not end by itself: that is no reason to wait, now or later.
            return new PodAction.StartContainer(
                    container, last.status().attempt() + 1, Math.max(memory.quickEnds(), 0));
        }
        int quickEnds = RestartBackoff.quickEnds(last, memory.quickEnds());
        Instant finished = last.status().finishedAt();
        Duration delay = RestartBackoff.delay(quickEnds);
        boolean sameSandbox = view.observed().current(container.name()) != null;
        if (finished != null && sameSandbox && finished.plus(delay).isAfter(view.now())) {
            planFor(finished.plus(delay));
            return null;
        }
        return new PodAction.StartContainer(container, last.status().attempt() + 1, quickEnds);
    }

    /** Of each container only the newest and the one before it are kept, for {@code logs --previous}. */
    private @Nullable PodAction removeOld() {
        for (var entry : view.observed().containers().entrySet()) {
            List<ObservedContainer> all = entry.getValue();
            if (all.size() > 2) {
                return new PodAction.RemoveContainer(all.getLast().status().id(), entry.getKey());
            }
        }
        return null;
    }

    private boolean retryLater(@Nullable Instant at) {
        if (at == null || !at.isAfter(view.now())) {
            return false;
        }
        planFor(at);
        return true;
    }

    private void planFor(Instant moment) {
        if (due == null || moment.isBefore(due)) {
            due = moment;
        }
    }

    private PodAction idle() {
        return new PodAction.Idle(due);
    }
}
