package io.gantry.node.agent;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.base.Reason;
import io.gantry.node.pod.Observed;
import io.gantry.node.pod.ObservedContainer;
import io.gantry.node.pod.PodAllocation;
import io.gantry.node.pod.PodResize;
import io.gantry.node.pod.PodView;
import io.gantry.node.pod.ResizeConditions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one pod was promised, and the way from there into the kernel. {@link Resizes} judges on any thread; the worker takes
 * what was granted over, keeps it on the disk and acts on it, all on its own thread.
 */
final class PodResizing {
    /** After a try that failed; the kubelet comes back after ten to fifteen seconds. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final AgentContext context;
    private final String uid;
    private final PodResizer resizer;
    private final ReentrantLock lock = new ReentrantLock();
    /** What the node has granted last, which the worker may not know yet; guarded by the lock. */
    private PodAllocation granted;
    /** Guarded by the lock. */
    private PodResize.@Nullable Refusal pending;
    /** As it is on the disk; the worker's. */
    private PodAllocation allocation;

    private @Nullable Reason error;
    private @Nullable Instant retryAt;

    PodResizing(AgentContext context, Pod pod, PodAllocation allocation) {
        this.context = context;
        this.uid = pod.uid();
        this.resizer = new PodResizer(context.runtime(), context.cgroups());
        this.granted = allocation;
        this.allocation = allocation;
        PodCondition progress = ResizeConditions.find(pod.status().conditions(), ResizeConditions.IN_PROGRESS);
        if (progress != null && progress.reason() != null && progress.message() != null) {
            this.error = new Reason(progress.reason(), progress.message()); // until the first try of this agent
        }
        PodCondition before = ResizeConditions.find(pod.status().conditions(), ResizeConditions.PENDING);
        if (before != null && before.reason() != null && before.message() != null) {
            Long generation = before.observedGeneration();
            this.pending = new PodResize.Refusal( // until this agent has judged
                    new Reason(before.reason(), before.message()), generation == null ? 0 : generation);
        }
    }

    /** What the node has promised, to be counted against its room. */
    PodAllocation granted() {
        lock.lock();
        try {
            return granted;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is something to judge: a wish, or one that was put off and has been taken back. */
    boolean wishes(Pod pod) {
        lock.lock();
        try {
            return pending != null || !granted.grants(pod);
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the worker has something to do or to say. */
    boolean judged(Pod wish, @Nullable Reason refusal) {
        lock.lock();
        try {
            if (granted.grants(wish)) {
                boolean said = pending != null;
                pending = null;
                return said;
            }
            PodAllocation wished = PodAllocation.granting(wish);
            if (refusal != null) {
                PodResize.Refusal next = new PodResize.Refusal(refusal, wished.generation());
                boolean same = next.equals(pending);
                pending = next;
                return !same;
            }
            granted = wished;
            pending = null;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes over what was granted since: on the disk before anything comes of it. */
    void take(Observed observed) throws IOException {
        PodAllocation newest = granted();
        if (newest.promised().equals(allocation.promised())) {
            return;
        }
        keep(allocation.resized(newest, name -> {
            ObservedContainer current = observed.current(name);
            return current != null && current.running();
        }));
        error = null;
        retryAt = null;
    }

    private void keep(PodAllocation next) throws IOException {
        if (!next.equals(allocation)) {
            context.allocations().save(uid, next);
            allocation = next;
        }
    }

    PodResize state() {
        lock.lock();
        try {
            return new PodResize(allocation, pending, error, retryAt);
        } finally {
            lock.unlock();
        }
    }

    void perform(PodView view, PodObserver observer) throws InterruptedException, IOException {
        String failure = resizer.resize(view);
        observer.limitsChanged();
        if (failure != null) {
            error = new Reason(ResizeConditions.ERROR, failure);
            retryAt = context.config().time().now().plus(RETRY);
            return;
        }
        error = null;
        retryAt = null;
        keep(allocation.actuated(view.pod()));
    }

    /** A container is about to be started, with what was promised. */
    void starting(String container) throws IOException {
        keep(allocation.starting(container));
    }
}
