package io.gantry.server.auth;

import io.gantry.base.Time;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A log of what anybody can cause as often as they like: ten lines a minute, and how many more there would have been.
 * Thread-safe.
 */
public final class LimitedLog {
    private static final int LINES = 10;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final System.Logger log;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private long began;
    private int count;

    public LimitedLog(System.Logger log, Time time) {
        this.log = log;
        this.time = time;
        this.began = time.nanoTime();
    }

    /** @param text made only when it is logged */
    public void log(Level level, Supplier<String> text) {
        int number;
        int kept = 0;
        lock.lock();
        try {
            long now = time.nanoTime();
            if (now - began > MINUTE) {
                kept = Math.max(0, count - LINES);
                began = now;
                count = 0;
            }
            number = ++count;
        } finally {
            lock.unlock();
        }
        if (kept > 0) {
            int left = kept;
            log.log(level, () -> left + " more lines such as the next were left out");
        }
        if (number <= LINES) {
            log.log(level, text);
        }
    }
}
