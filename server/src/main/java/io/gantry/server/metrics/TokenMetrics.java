package io.gantry.server.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Uses of service accounts' tokens. Thread-safe. */
public final class TokenMetrics {
    private final LongAdder valid = new LongAdder();
    private final LongAdder stale = new LongAdder();

    private final LongAdder manual = new LongAdder();
    private final LongAdder automatic = new LongAdder();

    /** @param automatic whether the account lists the Secret that the token is from */
    public void ofSecret(boolean automatic) {
        (automatic ? this.automatic : manual).increment();
    }

    public void valid() {
        valid.increment();
    }

    public void stale() {
        stale.increment();
    }

    long secretCount(boolean ofAutomatic) {
        return (ofAutomatic ? automatic : manual).sum();
    }

    long validCount() {
        return valid.sum();
    }

    long staleCount() {
        return stale.sum();
    }
}
