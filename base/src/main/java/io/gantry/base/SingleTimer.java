package io.gantry.base;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * At most one timer, for what is done again from time to time: the action sets it anew, and closing ends that. Thread-safe.
 */
public final class SingleTimer implements Cancellable {
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Cancellable pending;
    private boolean closed;

    public SingleTimer(Time time) {
        this.time = time;
    }

    /** Runs an action once after a delay, as {@link Time#schedule} does; nothing when another one waits, or after closing. */
    public void set(Duration delay, Runnable action) {
        lock.lock();
        try {
            if (!closed && pending == null) {
                pending = time.schedule(delay, () -> run(action));
            }
        } finally {
            lock.unlock();
        }
    }

    private void run(Runnable action) {
        lock.lock();
        try {
            pending = null;
            if (closed) {
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (pending != null) {
                pending.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
