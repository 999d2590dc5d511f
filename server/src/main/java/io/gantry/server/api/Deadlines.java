package io.gantry.server.api;

import io.gantry.api.codec.Scalars;
import io.gantry.api.status.StatusException;
import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The time that requests have which do not last by their nature. Who takes longer is interrupted, so that what it waits for
 * ends and it leaves its seat. There is no timer for each request: those that run stand in slots, which are looked at from
 * time to time while there are any, so that a request may get a sixtieth of its time more. Thread-safe.
 */
final class Deadlines {
    private static final int SLOTS = 4096;
    /** So many slots are tried before a request stands elsewhere. */
    private static final int TRIES = 8;

    private static final Duration SHORTEST_PERIOD = Duration.ofMillis(5);

    private final Time time;
    private final Duration limit;
    private final Duration period;
    private final AtomicReferenceArray<@Nullable Deadline> slots = new AtomicReferenceArray<>(SLOTS);
    private final Set<Deadline> others = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    /** @param limit {@code --request-timeout} */
    Deadlines(Duration limit, Time time) {
        this.time = time;
        this.limit = limit;
        // In nanoseconds: Duration divides by way of BigDecimal, whose tables take 50 ms of a fresh JVM to make.
        Duration sixtieth = Duration.ofNanos(limit.toNanos() / 60);
        this.period = sixtieth.compareTo(SHORTEST_PERIOD) < 0 ? SHORTEST_PERIOD : sixtieth;
    }

    /**
     * How long a request may take: what it says itself, if that is less than all have.
     *
     * @param asked its parameter {@code timeout}; null and empty for none
     * @throws StatusException when it is no duration
     */
    Duration of(@Nullable String asked) {
        if (asked == null || asked.isEmpty()) {
            return limit;
        }
        Duration given;
        try {
            given = Scalars.parseDuration(asked);
        } catch (IllegalArgumentException e) {
            throw StatusException.badRequest("invalid timeout specified in the request URL - " + e.getMessage());
        }
        return given.isPositive() && given.compareTo(limit) < 0 ? given : limit;
    }

    /**
     * The calling thread's request has so much time; to be closed by that thread.
     *
     * @param allowed what {@link #of} says
     * @param age nanoseconds that have passed of it
     */
    Deadline begin(Duration allowed, long age) {
        if (allowed.equals(limit)) {
            Deadline deadline = new Deadline(time.nanoTime() - age + limit.toNanos());
            stand(deadline);
            if (!looking.get() && looking.compareAndSet(false, true)) {
                time.schedule(period, this::look);
            }
            return deadline;
        }
        Deadline deadline = new Deadline(0);
        deadline.timer = time.schedule(allowed.minusNanos(age), deadline::pass);
        return deadline;
    }

    private void stand(Deadline deadline) {
        int first = Long.hashCode(deadline.thread.threadId() * 0x9E3779B97F4A7C15L) & (SLOTS - 1);
        for (int i = 0; i < TRIES; i++) {
            int slot = (first + i) & (SLOTS - 1);
            if (slots.compareAndSet(slot, null, deadline)) {
                deadline.slot = slot;
                return;
            }
        }
        others.add(deadline);
    }

    private void look() {
        boolean any = passOver();
        if (!any) {
            looking.set(false);
            // A request that came in between has seen that somebody looks, and counts on it.
            any = passOver() && looking.compareAndSet(false, true);
        }
        if (any) {
            time.schedule(period, this::look);
        }
    }

    /** Ends those whose time is over; whether there are any at all. */
    private boolean passOver() {
        long now = time.nanoTime();
        boolean any = false;
        for (int i = 0; i < SLOTS; i++) {
            Deadline deadline = slots.get(i);
            if (deadline != null) {
                any = true;
                deadline.passAt(now);
            }
        }
        for (Deadline deadline : others) {
            any = true;
            deadline.passAt(now);
        }
        return any;
    }

    /** The time of one request. */
    final class Deadline implements AutoCloseable {
        private final Thread thread = Thread.currentThread();
        private final long at;
        private int slot = -1;
        private @Nullable Cancellable timer;
        private boolean open = true;
        private boolean passed;

        private Deadline(long at) {
            this.at = at;
        }

        private void passAt(long now) {
            if (now - at > 0) {
                pass();
            }
        }

        private synchronized void pass() {
            if (open && !passed) {
                passed = true;
                thread.interrupt();
            }
        }

        /** No interrupt comes after this. Whether the request took too long. */
        synchronized boolean end() {
            open = false;
            if (passed) {
                Thread.interrupted();
            }
            return passed;
        }

        @Override
        public void close() {
            end();
            if (timer != null) {
                timer.close();
            } else if (slot >= 0) {
                slots.set(slot, null);
            } else {
                others.remove(this);
            }
        }
    }
}
