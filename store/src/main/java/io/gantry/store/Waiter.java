package io.gantry.store;

import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread that waits for a condition until a deadline of the injected time. Whoever makes the condition true calls
 * {@link #wake}. At most one thread waits at a time.
 */
final class Waiter {
    private volatile @Nullable Thread thread;

    /** Waits; returns whether the condition holds at last. */
    boolean await(BooleanSupplier condition, Duration timeout, Time time) throws InterruptedException {
        if (condition.getAsBoolean()) {
            return true;
        }
        var deadline = time.nanoTime() + nanos(timeout);
        // With the machine's time the thread parks for the rest; other times wake it by a timer.
        var real = time == Time.system();
        thread = Thread.currentThread();
        Cancellable timer = real ? () -> {} : time.schedule(timeout, this::wake);
        try {
            while (!condition.getAsBoolean()) {
                var left = deadline - time.nanoTime();
                if (left <= 0) {
                    return false;
                }
                if (real) {
                    LockSupport.parkNanos(this, left);
                } else {
                    LockSupport.park(this);
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return true;
        } finally {
            thread = null;
            timer.close();
        }
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    private static long nanos(Duration timeout) {
        // Half the range of a long, so that deadlines do not overflow.
        var longest = Duration.ofNanos(Long.MAX_VALUE / 2);
        return timeout.compareTo(longest) > 0 ? longest.toNanos() : timeout.toNanos();
    }
}
