package io.gantry.base;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's time. The timer thread only starts virtual threads, so a slow action never delays another timer. */
final class SystemTime implements Time {
    static final SystemTime INSTANCE = new SystemTime();

    /** A longer delay does not fit in nanoseconds as a long; nobody waits 290 years for a timer. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final Clock clock = Clock.systemUTC();
    private final ScheduledThreadPoolExecutor timer;

    private SystemTime() {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("gantry-timer").factory());
        // A cancelled timer must not stay in the heap until its time: most timers are timeouts that never fire.
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable action) {
        var wait = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
        var future = timer.schedule(
                () -> Thread.ofVirtual().name("timer-action").start(action),
                wait.isNegative() ? 0 : wait.toNanos(),
                TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }
}
