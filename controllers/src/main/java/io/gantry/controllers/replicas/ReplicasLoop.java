package io.gantry.controllers.replicas;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.api.status.StatusException;
import io.gantry.base.Reason;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.Batches;
import io.gantry.controllers.runtime.Claims;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Expectations;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import io.gantry.controllers.runtime.Owners;
import io.gantry.controllers.runtime.PodControl;
import io.gantry.controllers.runtime.PodState;
import io.gantry.controllers.runtime.PodWrites;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps as many pods as a ReplicaSet or ReplicationController asks for. */
public final class ReplicasLoop<T extends KubeObject> {
    /** How many pods are created or deleted in one go, at most; kube-controller-manager's value. */
    private static final int BURST = 500;

    private static final int WORKERS = 5;

    private final Context context;
    private final ReplicatedKind<T> replicated;
    private final Informer<T> sets;
    private final Informer<Pod> pods;
    private final Expectations expectations;
    private final PodWrites writes;
    private final Controller controller;

    private ReplicasLoop(Context context, ReplicatedKind<T> replicated) {
        this.context = context;
        this.replicated = replicated;
        sets = Claims.indexed(context.informer(replicated.kind()));
        pods = Claims.indexed(context.informer(PodType.KIND));
        expectations = new Expectations(context.time());
        PodControl control = new PodControl(context.client(), context.recorder(replicated.loopName()));
        writes = new PodWrites(context.batches(), control, expectations);
        controller = context.controller(replicated.loopName(), WORKERS, this::reconcile);
        sets.addHandler(this::setChanged);
        pods.addHandler(this::podChanged);
    }

    /** The loop for ReplicaSets. */
    public static Loop replicaSets(Context context) {
        return new ReplicasLoop<>(context, ReplicatedKind.REPLICA_SETS).controller;
    }

    /** The loop for ReplicationControllers. */
    public static Loop replicationControllers(Context context) {
        return new ReplicasLoop<>(context, ReplicatedKind.REPLICATION_CONTROLLERS).controller;
    }

    private void setChanged(@Nullable T before, @Nullable T after) {
        if (after == null && before != null) {
            expectations.forget(ObjectKey.of(before));
        }
        controller.enqueueChanged(before, after);
    }

    private void podChanged(@Nullable Pod before, @Nullable Pod after) {
        ObjectKey was = before == null ? null : ownerOf(before);
        ObjectKey is = after == null ? null : ownerOf(after);
        if (after != null && before == null && is != null && !PodState.terminating(after)) {
            expectations.created(is);
        }
        if (before != null && was != null && (after == null || PodState.terminating(after))) {
            expectations.deleted(was, before.uid());
        } else if (after != null && is != null && PodState.terminating(after)) {
            expectations.deleted(is, after.uid());
        }
        if (was != null && !was.equals(is)) {
            controller.enqueue(was);
        }
        if (is != null) {
            controller.enqueue(is);
        } else if (after != null && Owners.controllerOf(after) == null && !PodState.terminating(after)) {
            for (T set : sets.reader().list(after.namespace())) {
                if (replicated.selects(set, after.metadata().labels())) {
                    controller.enqueue(set);
                }
            }
        }
    }

    private @Nullable ObjectKey ownerOf(Pod pod) {
        OwnerReference owner = Owners.controllerOf(pod);
        if (owner == null || !Owners.refersTo(owner, replicated.kind())) {
            return null;
        }
        T set = sets.reader().get(pod.namespace(), owner.name());
        return set != null && set.uid().equals(owner.uid()) ? ObjectKey.of(set) : null;
    }

    private Outcome reconcile(ObjectKey key) {
        T set = sets.reader().get(key.namespace(), key.name());
        if (set == null) {
            expectations.forget(key);
            return Outcome.DONE;
        }
        boolean current = expectations.met(key);
        List<Pod> claimed = Claims.claim(
                context.client(),
                replicated.kind(),
                set,
                PodType.KIND,
                pods,
                pod -> replicated.selects(set, pod.metadata().labels()));
        List<Pod> active = new ArrayList<>();
        int terminating = 0;
        for (Pod pod : claimed) {
            if (PodState.active(pod)) {
                active.add(pod);
            } else if (!PodState.terminal(pod)) {
                terminating++;
            }
        }
        Instant now = context.time().now();
        Batches.@Nullable Result written = null;
        int missing = replicated.replicas(set) - active.size();
        if (current && set.metadata().deletionTimestamp() == null && missing != 0) {
            written = missing > 0
                    ? writes.create(key, set, copies(set, Math.min(missing, BURST)))
                    : writes.delete(key, set, Surplus.choose(active, related(set), Math.min(-missing, BURST), now));
        }
        writeStatus(set, active, terminating, failure(missing, written), now);
        if (written != null) {
            written.throwFirst();
        }
        return current ? Outcome.againOrDone(untilAvailable(set, active, now)) : Outcome.again(expectations.lapse());
    }

    private List<Pod> copies(T set, int count) {
        return Collections.nCopies(count, PodControl.fromTemplate(replicated.template(set), set));
    }

    /** The active pods of every set that has the same controller. */
    private List<Pod> related(T set) {
        OwnerReference owner = Owners.controllerOf(set);
        List<T> siblings = owner == null ? List.of(set) : sets.byIndex(Claims.BY_CONTROLLER, owner.uid());
        List<Pod> related = new ArrayList<>();
        for (T sibling : siblings) {
            for (Pod pod : pods.byIndex(Claims.BY_CONTROLLER, sibling.uid())) {
                if (PodState.active(pod)) {
                    related.add(pod);
                }
            }
        }
        return related;
    }

    private static @Nullable Reason failure(int missing, Batches.@Nullable Result written) {
        if (written == null || written.failures().isEmpty()) {
            return null;
        }
        String message = written.failures().getFirst().getMessage();
        return new Reason(
                missing > 0 ? "FailedCreate" : "FailedDelete",
                message == null ? written.failures().getFirst().toString() : message);
    }

    private void writeStatus(T set, List<Pod> active, int terminating, @Nullable Reason failure, Instant now) {
        ReplicaStatus before = replicated.status(set);
        Long generation = set.metadata().generation();
        ReplicaStatus after = ReplicaStatus.of(
                active,
                terminating,
                replicated.template(set).metadata().labels(),
                replicated.minReadySeconds(set),
                generation == null ? 0 : generation,
                before.conditions(),
                failure,
                now);
        T updated = replicated.withStatus(set, after);
        if (replicated.status(updated).equals(before)) {
            return;
        }
        try {
            context.client().updateStatus(replicated.kind(), updated, WriteOptions.DEFAULT);
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    /** When the next ready pod will count as available. */
    private @Nullable Duration untilAvailable(T set, List<Pod> active, Instant now) {
        Duration soonest = null;
        for (Pod pod : active) {
            Duration left = PodState.untilAvailable(pod, replicated.minReadySeconds(set), now);
            if (left != null && left.isPositive() && (soonest == null || left.compareTo(soonest) < 0)) {
                soonest = left;
            }
        }
        return soonest;
    }
}
