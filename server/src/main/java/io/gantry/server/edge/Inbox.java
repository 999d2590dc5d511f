package io.gantry.server.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way from an event loop to blocking readers, counted in bytes. Past the limit the event loop stops
 * reading from its client until half is taken. One writer, any number of readers.
 */
final class Inbox<T> {
    private record Entry<T>(T message, int bytes) {}

    private final int limit;
    private final Runnable resume;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Entry<T>> entries = new ArrayDeque<>(2);
    private int buffered;
    private boolean full;
    private boolean ended;
    private @Nullable IOException failure;

    /** @param resume told, on a reader's thread, that there is room again after {@link #offer} said there was none */
    Inbox(int limit, Runnable resume) {
        this.limit = limit;
        this.resume = resume;
    }

    /** Returns whether there is room for more. */
    boolean offer(T message, int bytes) {
        lock.lock();
        try {
            if (!ended && failure == null) {
                entries.add(new Entry<>(message, bytes));
                buffered += bytes;
                // Once full it stays so until half is taken, although there may be room before: only then does it
                // resume.
                full |= buffered >= limit;
                changed.signal();
            }
            return !full;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes; what is there may be taken. */
    void end() {
        finish(null);
    }

    /** Nothing more comes, because something broke; what is there may be taken. */
    void fail(IOException cause) {
        finish(cause);
    }

    private void finish(@Nullable IOException cause) {
        lock.lock();
        try {
            if (!ended && failure == null) {
                ended = cause == null;
                failure = cause;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean finished() {
        lock.lock();
        try {
            return ended || failure != null;
        } finally {
            lock.unlock();
        }
    }

    /** The next message; {@code null} at the end, or when none came in time. */
    @Nullable
    T poll(Duration timeout) throws IOException, InterruptedException {
        T message;
        boolean room = false;
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (entries.isEmpty() && !ended && failure == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            var entry = entries.poll();
            if (entry == null) {
                if (failure != null) {
                    throw new IOException(failure.getMessage(), failure);
                }
                return null;
            }
            message = entry.message;
            buffered -= entry.bytes;
            if (full && buffered <= limit / 2) {
                full = false;
                room = true;
            }
        } finally {
            lock.unlock();
        }
        if (room) {
            resume.run();
        }
        return message;
    }

    /** The next message; {@code null} at the end. */
    @Nullable
    T take() throws IOException, InterruptedException {
        while (true) {
            T message = poll(Duration.ofNanos(TimeUnit.DAYS.toNanos(1)));
            if (message != null || finishedAndEmpty()) {
                return message;
            }
        }
    }

    private boolean finishedAndEmpty() {
        lock.lock();
        try {
            return entries.isEmpty() && ended;
        } finally {
            lock.unlock();
        }
    }
}
