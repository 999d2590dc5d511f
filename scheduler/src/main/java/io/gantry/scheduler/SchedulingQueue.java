package io.gantry.scheduler;

import io.gantry.api.core.v1.Pod;
import io.gantry.base.Backoff;
import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Pods that wait for a node: by priority, then by age ({@code PrioritySort}). A pod that found none waits until something
 * changes that may help, and at least its back-off; after five minutes it is tried again in any case. Bounded by the
 * number of pods. Thread-safe.
 */
final class SchedulingQueue implements AutoCloseable {
    /** Kubernetes' figures: 1 second doubling up to 10. */
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(10), 0);

    private static final Duration UNSCHEDULABLE_LIMIT = Duration.ofMinutes(5);

    private final Time time;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Entry> entries = new HashMap<>();
    private final PriorityQueue<Entry> active = new PriorityQueue<>(SchedulingQueue::inTurn);
    private final Set<String> unschedulable = new HashSet<>();
    private long nextOrder;
    /** Pods whose cycle is under way. */
    private final Set<Entry> flying = new HashSet<>();

    private boolean closed;

    private static final class Entry {
        Pod pod;
        final long order;
        int attempts;
        boolean inFlight;
        boolean queued;
        /** Something that may help has happened since its cycle began: the cycle may not have seen it. */
        boolean moved;

        Instant notBefore = Instant.MIN;

        @Nullable
        Cancellable timer;

        Entry(Pod pod, long order) {
            this.pod = pod;
            this.order = order;
        }
    }

    SchedulingQueue(Time time, RandomGenerator random) {
        this.time = time;
        this.random = random;
    }

    /** The highest priority first, then who came first. */
    private static int inTurn(Entry one, Entry other) {
        int first = Integer.compare(priority(other.pod), priority(one.pod));
        return first != 0 ? first : Long.compare(one.order, other.order);
    }

    private static int priority(Pod pod) {
        Integer priority = pod.spec().priority();
        return priority == null ? 0 : priority;
    }

    /** A pod waits, or has changed while it waited. */
    void add(Pod pod) {
        lock.lock();
        try {
            Entry entry = entries.get(pod.uid());
            if (entry == null) {
                entry = new Entry(pod, nextOrder++);
                entries.put(pod.uid(), entry);
                activate(entry);
                return;
            }
            boolean helps = !entry.pod.spec().equals(pod.spec())
                    || !entry.pod.metadata().labels().equals(pod.metadata().labels());
            entry.pod = pod;
            entry.moved |= helps;
            if (helps && unschedulable.contains(pod.uid())) {
                release(entry);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The pod is bound, or gone. */
    void remove(String podUid) {
        lock.lock();
        try {
            Entry entry = entries.remove(podUid);
            if (entry != null) {
                active.remove(entry);
                unschedulable.remove(podUid);
                flying.remove(entry);
                stopTimer(entry);
            }
        } finally {
            lock.unlock();
        }
    }

    private void activate(Entry entry) {
        stopTimer(entry);
        unschedulable.remove(entry.pod.uid());
        if (!entry.queued && !entry.inFlight && !closed) {
            entry.queued = true;
            active.add(entry);
            changed.signal();
        }
    }

    /** Off the bench: at once, or when its back-off is over. */
    private void release(Entry entry) {
        unschedulable.remove(entry.pod.uid());
        Duration wait = Duration.between(time.now(), entry.notBefore);
        if (entry.notBefore.equals(Instant.MIN) || wait.isNegative() || wait.isZero()) {
            activate(entry);
        } else {
            plan(entry, wait);
        }
    }

    private void plan(Entry entry, Duration wait) {
        stopTimer(entry);
        String uid = entry.pod.uid();
        entry.timer = time.schedule(wait, () -> due(uid));
    }

    private void due(String podUid) {
        lock.lock();
        try {
            Entry entry = entries.get(podUid);
            if (entry != null) {
                activate(entry);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void stopTimer(Entry entry) {
        if (entry.timer != null) {
            entry.timer.close();
            entry.timer = null;
        }
    }

    /** The next pod to place; {@code null} when the queue is closed. */
    @Nullable
    Pod take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (active.isEmpty()) {
                if (closed) {
                    return null;
                }
                changed.await();
            }
            return pop();
        } finally {
            lock.unlock();
        }
    }

    /** The next pod to place, if one waits: for one-thread tests. */
    @Nullable
    Pod poll() {
        lock.lock();
        try {
            return active.isEmpty() ? null : pop();
        } finally {
            lock.unlock();
        }
    }

    private Pod pop() {
        Entry entry = active.remove();
        entry.queued = false;
        entry.inFlight = true;
        entry.attempts++;
        entry.moved = false;
        flying.add(entry);
        return entry.pod;
    }

    /** The pod found no node: it waits until something may help. */
    void unschedulable(Pod pod) {
        park(pod, true);
    }

    /** The pod is not to be placed yet; that is no fault of it, so that it waits for nothing once it may. */
    void gated(Pod pod) {
        lock.lock();
        try {
            Entry entry = entries.get(pod.uid());
            if (entry == null) {
                return;
            }
            entry.inFlight = false;
            flying.remove(entry);
            entry.attempts = 0;
            entry.notBefore = Instant.MIN;
            if (entry.moved) {
                activate(entry);
            } else {
                unschedulable.add(pod.uid());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Its cycle broke for a reason that is not its own: again after its back-off. */
    void retry(Pod pod) {
        park(pod, false);
    }

    private void park(Pod pod, boolean untilSomethingHelps) {
        lock.lock();
        try {
            Entry entry = entries.get(pod.uid());
            if (entry == null) {
                return; // deleted meanwhile
            }
            entry.inFlight = false;
            flying.remove(entry);
            Duration wait = BACKOFF.delay(Math.max(0, entry.attempts - 1), random);
            entry.notBefore = time.now().plus(wait);
            if (untilSomethingHelps && !entry.moved) {
                unschedulable.add(pod.uid());
                plan(entry, UNSCHEDULABLE_LIMIT);
            } else {
                plan(entry, wait);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Something has changed that may give waiting pods a node: another node, a pod less, other labels. */
    void moveAll() {
        move(pod -> true);
    }

    /** Something has changed that may give those waiting pods a node for which {@code helped} holds. */
    void move(Predicate<Pod> helped) {
        lock.lock();
        try {
            for (Entry entry : flying) {
                entry.moved |= helped.test(entry.pod);
            }
            for (String uid : new ArrayList<>(unschedulable)) {
                Entry entry = entries.get(uid);
                if (entry != null && entry.pod.spec().schedulingGates().isEmpty() && helped.test(entry.pod)) {
                    release(entry);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            entries.values().forEach(SchedulingQueue::stopTimer);
            active.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
