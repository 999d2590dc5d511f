package io.gantry.server.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Uses of service accounts' tokens. Thread-safe. */
public final class TokenMetrics {
    private final LongAdder valid = new LongAdder();
    private final LongAdder stale = new LongAdder();

    public void valid() {
        valid.increment();
    }

    public void stale() {
        stale.increment();
    }

    long validCount() {
        return valid.sum();
    }

    long staleCount() {
        return stale.sum();
    }
}
