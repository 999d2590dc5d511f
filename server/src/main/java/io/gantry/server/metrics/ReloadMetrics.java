package io.gantry.server.metrics;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** How often a changed file was used while the server ran, and how often it was not. Thread-safe. */
public final class ReloadMetrics {
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile Instant lastSuccess = Instant.EPOCH;
    private volatile Instant lastFailure = Instant.EPOCH;

    public void succeeded(Instant now) {
        lastSuccess = now;
        succeeded.increment();
    }

    public void failed(Instant now) {
        lastFailure = now;
        failed.increment();
    }

    long count(boolean success) {
        return (success ? succeeded : failed).sum();
    }

    /** {@link Instant#EPOCH} when there was none. */
    Instant last(boolean success) {
        return success ? lastSuccess : lastFailure;
    }
}
