package io.gantry.server.audit;

import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Waiting that can be ended for good. One thread waits; any ends it. */
final class Pause {
    private final Time time;
    private boolean over;
    private @Nullable CountDownLatch waiting;

    Pause(Time time) {
        this.time = time;
    }

    /** Whether the whole time has passed. */
    boolean await(Duration duration) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        synchronized (this) {
            if (over) {
                return false;
            }
            waiting = latch;
        }
        try (Cancellable _ = time.schedule(duration, latch::countDown)) {
            latch.await();
        }
        synchronized (this) {
            waiting = null;
            return !over;
        }
    }

    synchronized void end() {
        over = true;
        CountDownLatch latch = waiting;
        if (latch != null) {
            latch.countDown();
        }
    }
}
