package io.gantry.base;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Time that stands still until somebody moves it: for tests and for simulation from a seed.
 *
 * <p>Timers run inside {@link #advance} on the caller's thread, in the order of their time and, at equal times, in the
 * order they were scheduled. While a timer runs, {@link #now()} is exactly the time it was due. A timer scheduled by a
 * running timer runs in the same {@code advance} when it falls due within it. Thread safe; an action runs outside the
 * lock. A timer's exception leaves {@code advance} with the clock at that timer's time, the later timers still pending.
 */
public final class VirtualTime implements Time {
    private record Timer(long dueNanos, long sequence, Runnable action) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>((a, b) ->
            a.dueNanos != b.dueNanos ? Long.compare(a.dueNanos, b.dueNanos) : Long.compare(a.sequence, b.sequence));
    private final Instant start;
    private long elapsedNanos;
    private long nextSequence;

    /** Starts at 2026-01-01T00:00:00Z. */
    public VirtualTime() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    public VirtualTime(Instant start) {
        this.start = start;
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanoTime());
    }

    @Override
    public long nanoTime() {
        lock.lock();
        try {
            return elapsedNanos;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable action) {
        lock.lock();
        try {
            var nanos = delay.isNegative() ? 0 : delay.toNanos();
            var timer = new Timer(Math.addExact(elapsedNanos, nanos), nextSequence++, action);
            timers.add(timer);
            return () -> cancel(timer);
        } finally {
            lock.unlock();
        }
    }

    /** Moves the clock forward and runs every timer that falls due on the way. */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time cannot go back by " + duration.negated());
        }
        long target;
        lock.lock();
        try {
            target = Math.addExact(elapsedNanos, duration.toNanos());
        } finally {
            lock.unlock();
        }
        for (var due = nextDue(target); due.isPresent(); due = nextDue(target)) {
            due.get().run();
        }
    }

    /** The time until the next timer falls due; empty when none is pending. A simulation advances by this. */
    public Optional<Duration> untilNextTimer() {
        lock.lock();
        try {
            return Optional.ofNullable(timers.peek())
                    .map(t -> Duration.ofNanos(Math.max(0, t.dueNanos - elapsedNanos)));
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next timer due up to {@code target} and moves the clock to it, or else to {@code target}. */
    private Optional<Runnable> nextDue(long target) {
        lock.lock();
        try {
            var timer = timers.peek();
            if (timer == null || timer.dueNanos > target) {
                elapsedNanos = Math.max(elapsedNanos, target);
                return Optional.empty();
            }
            timers.remove();
            elapsedNanos = Math.max(elapsedNanos, timer.dueNanos);
            return Optional.of(timer.action);
        } finally {
            lock.unlock();
        }
    }

    private void cancel(Timer timer) {
        lock.lock();
        try {
            timers.remove(timer);
        } finally {
            lock.unlock();
        }
    }
}
