package io.gantry.server.edge;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many bytes writers have handed to an event loop that have not reached the socket yet. A writer that finds the limit
 * reached blocks; one message may overshoot it, so that a message larger than the limit passes. Thread-safe.
 */
final class SendWindow {
    private final int limit;
    private final AtomicLong inFlight = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private volatile int waiting;
    private volatile boolean closed;

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

    @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
    private void await() throws IOException {
        lock.lock();
        try {
            // Ordered against release(): it lowers inFlight before it looks at waiting, this does the opposite.
            waiting++;
            try {
                while (inFlight.get() >= limit && !closed) {
                    room.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (InterruptedIOException)
                        new InterruptedIOException("interrupted while waiting for a slow client").initCause(e);
            } finally {
                waiting--;
            }
        } finally {
            lock.unlock();
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
        lock.lock();
        try {
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    static IOException gone() {
        return new IOException("the client is gone");
    }
}
