package io.gantry.base;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A first-in first-out queue with a fixed capacity that can be closed. Unlike the JDK's queues it says "full"
 * instead of growing and has an end that consumers see.
 *
 * <p>Thread safe, any number of producers and consumers. After {@link #close()} nothing is accepted, what is queued
 * can still be taken, and then consumers get {@code null}.
 */
public final class BoundedQueue<T> implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    public BoundedQueue(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, is " + capacity);
        }
        this.capacity = capacity;
    }

    /** Appends without waiting; false when the queue is full or closed. */
    public boolean offer(T item) {
        lock.lock();
        try {
            if (closed || items.size() >= capacity) {
                return false;
            }
            items.addLast(item);
            notEmpty.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Appends, waiting for room; false when the queue is closed. */
    public boolean put(T item) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.size() >= capacity && !closed) {
                notFull.await();
            }
            return offer(item);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the oldest item, waiting for one; null once the queue is closed and empty. */
    public @Nullable T take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.isEmpty() && !closed) {
                notEmpty.await();
            }
            return removeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the oldest item, waiting up to {@code timeout}; null after that, or once the queue is closed and empty. */
    public @Nullable T poll(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = timeout.toNanos();
            while (items.isEmpty() && !closed && left > 0) {
                left = notEmpty.awaitNanos(left);
            }
            return removeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Moves up to {@code max} items to {@code target} without waiting; returns how many. */
    public int drainTo(Collection<? super T> target, int max) {
        lock.lock();
        try {
            var moved = 0;
            for (T item; moved < max && (item = removeFirst()) != null; moved++) {
                target.add(item);
            }
            return moved;
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        lock.lock();
        try {
            return items.size();
        } finally {
            lock.unlock();
        }
    }

    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable T removeFirst() {
        var item = items.pollFirst();
        if (item != null) {
            notFull.signal();
        }
        return item;
    }
}
