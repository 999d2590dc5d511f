package io.gantry.base;

import java.time.Duration;
import java.time.Instant;

/**
 * The one source of wall clock, monotonic clock and timers. Injected everywhere, so that a whole cluster can run on
 * {@link VirtualTime}.
 *
 * <p>Thread safe. Timers never run early; how late they run depends on the machine.
 */
public interface Time {
    /** The wall clock: for what is shown to users or written into objects. It may jump. */
    Instant now();

    /** The monotonic clock in nanoseconds: for measuring and for deadlines. Only differences have a meaning. */
    long nanoTime();

    /**
     * Runs {@code action} once after {@code delay}; a negative delay counts as zero. Under {@link #system()} each
     * action has a virtual thread of its own, so it may block; closing the returned handle before the timer fires
     * means the action never runs.
     */
    Cancellable schedule(Duration delay, Runnable action);

    /** The machine's own time. One timer thread serves the whole process. */
    static Time system() {
        return SystemTime.INSTANCE;
    }
}
