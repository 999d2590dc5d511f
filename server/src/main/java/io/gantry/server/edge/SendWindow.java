package io.gantry.server.edge;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes writers have handed to an event loop that have not reached the socket yet. A writer that finds the limit
 * reached blocks, or asks to be told; one message may overshoot it, so that a message larger than the limit passes.
 * Thread-safe.
 */
final class SendWindow {
    private final int limit;
    private final AtomicLong inFlight = new AtomicLong();
    private volatile int waiting;
    private volatile boolean closed;
    /** Guarded by this; counted in {@link #waiting}. */
    private @Nullable Runnable whenRoom;

    SendWindow(int limit) {
        this.limit = limit;
    }

    /** Counts {@code bytes}, after waiting for room. */
    void acquire(int bytes) throws IOException {
        if (closed) {
            throw gone();
        }
        if (inFlight.get() >= limit) {
            await();
        }
        inFlight.addAndGet(bytes);
    }

    /** Whether {@link #acquire} would not wait now. If it would, {@code action} is run once when that is over. */
    boolean hasRoom(Runnable action) {
        if (inFlight.get() < limit || closed) {
            return true;
        }
        synchronized (this) {
            // Ordered as in await().
            if (whenRoom == null) {
                waiting++;
            }
            whenRoom = action;
            if (inFlight.get() >= limit && !closed) {
                return false;
            }
            whenRoom = null;
            waiting--;
            return true;
        }
    }

    private synchronized void await() throws IOException {
        // Ordered against release(): it lowers inFlight before it looks at waiting, this does the opposite.
        waiting++;
        try {
            while (inFlight.get() >= limit && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException)
                    new InterruptedIOException("interrupted while waiting for a slow client").initCause(e);
        } finally {
            waiting--;
        }
        if (closed) {
            throw gone();
        }
    }

    /** {@code bytes} have left, or never will. */
    void release(int bytes) {
        long left = inFlight.addAndGet(-bytes);
        if (waiting > 0 && left < limit) {
            signal();
        }
    }

    /** Lets every writer fail, now and later. */
    void close() {
        closed = true;
        signal();
    }

    boolean isClosed() {
        return closed;
    }

    private void signal() {
        Runnable action;
        synchronized (this) {
            notifyAll();
            action = whenRoom;
            if (action != null) {
                whenRoom = null;
                waiting--;
            }
        }
        if (action != null) {
            action.run();
        }
    }

    static IOException gone() {
        return new IOException("the client is gone");
    }
}
