package io.gantry.node.agent;

import io.gantry.base.Time;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Lets time pass on the injected clock. */
final class Pause {
    private Pause() {}

    static void of(Time time, Duration duration) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        try (var _ = time.schedule(duration, over::countDown)) {
            over.await();
        }
    }
}
