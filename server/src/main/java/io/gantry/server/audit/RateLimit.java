package io.gantry.server.audit;

import java.time.Duration;

/** Lets so many through in a second, and some at once after a rest (a token bucket). For one thread. */
final class RateLimit {
    private final long intervalNanos;
    private final long burstNanos;
    /** When the bucket would be full again, less one token. */
    private long fullAt;

    /** @param now on the monotonic clock, nanoseconds */
    RateLimit(double perSecond, int burst, long now) {
        this.intervalNanos = (long) (1e9 / perSecond);
        this.burstNanos = intervalNanos * (burst - 1);
        this.fullAt = now;
    }

    /** Takes a token; how long to wait before it may be used. */
    Duration take(long now) {
        long from = fullAt - now > 0 ? fullAt : now;
        fullAt = from + intervalNanos;
        return Duration.ofNanos(Math.max(0, from - burstNanos - now));
    }
}
