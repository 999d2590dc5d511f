package io.gantry.node.agent;

import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What wakes a pod's worker, and whether it has to look at the runtime then: most of what changes about a pod needs no call
 * to the runtime. Thread-safe; {@link #await} is for the worker's thread.
 */
final class Wakes {
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean dirty = true;
    /** The runtime may have something else than was seen last. */
    private boolean stale = true;
    /** How often something else than the worker said that the runtime has changed. */
    private long heard;
    /** Everything was looked at, and there is nothing to do. */
    private boolean waiting;

    Wakes(Time time) {
        this.time = time;
    }

    /** The pod, or what is known of it, is not what it was. */
    void changed() {
        lock.lock();
        try {
            dirty = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Something may have changed in the runtime. */
    void runtimeChanged() {
        lock.lock();
        try {
            runtimeChangedLocked();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Something changed in the runtime that no worker knows of. Only one that is in the middle of something can have made it
     * without having seen it yet: one that waits need not look.
     */
    void runtimeChangedIfBusy() {
        lock.lock();
        try {
            if (!waiting) {
                runtimeChangedLocked();
            }
        } finally {
            lock.unlock();
        }
    }

    private void runtimeChangedLocked() {
        heard++;
        stale = true;
        dirty = true;
        woken.signal();
    }

    /** A round begins: what is said from now on is for the next one. */
    void begin() {
        lock.lock();
        try {
            dirty = false;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the runtime has to be looked at; whoever asks looks now. */
    boolean takeStale() {
        lock.lock();
        try {
            boolean was = stale;
            stale = false;
            return was;
        } finally {
            lock.unlock();
        }
    }

    /** What was seen of the runtime will not be so any more, by the worker's own doing. Returns a mark for {@link #saw}. */
    long lookAgain() {
        lock.lock();
        try {
            stale = true;
            return heard;
        } finally {
            lock.unlock();
        }
    }

    /** The worker's own doing since {@code mark} was seen: no need to look again, unless something else happened too. */
    void saw(long mark) {
        lock.lock();
        try {
            stale = heard != mark;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until woken, or until that moment. */
    void await(@Nullable Instant until) throws InterruptedException {
        Cancellable timer =
                until == null ? null : time.schedule(Duration.between(time.now(), until), this::runtimeChanged);
        try {
            lock.lockInterruptibly();
            try {
                waiting = true;
                while (!dirty) {
                    woken.await();
                }
            } finally {
                waiting = false;
                lock.unlock();
            }
        } finally {
            if (timer != null) {
                timer.close();
            }
        }
    }
}
