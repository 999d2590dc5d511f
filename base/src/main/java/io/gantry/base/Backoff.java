package io.gantry.base;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing delays between retries: {@code initial * factor^attempt}, at most {@code max}, then spread by up to
 * {@code jitter} of itself so that retries of many do not meet.
 *
 * @param initial the delay before the first retry (attempt 0), not negative
 * @param factor growth per attempt, at least 1
 * @param max upper limit before jitter, at least {@code initial}
 * @param jitter fraction in [0, 1]: the delay is multiplied by a random number in [1, 1 + jitter)
 */
public record Backoff(Duration initial, double factor, Duration max, double jitter) {
    public Backoff {
        if (initial.isNegative()) {
            throw new IllegalArgumentException("initial must not be negative, is " + initial);
        }
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("factor must be at least 1, is " + factor);
        }
        if (max.compareTo(initial) < 0) {
            throw new IllegalArgumentException("max must be at least initial (" + initial + "), is " + max);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter must be in [0, 1], is " + jitter);
        }
    }

    /** The delay before retry number {@code attempt}, counted from 0. */
    public Duration delay(int attempt, RandomGenerator random) {
        if (attempt < 0) {
            throw new IllegalArgumentException("attempt must not be negative, is " + attempt);
        }
        // A double does not overflow: a huge power is infinity, which min() cuts.
        var nanos = Math.min(initial.toNanos() * Math.pow(factor, attempt), (double) max.toNanos());
        if (Double.isNaN(nanos)) {
            nanos = 0; // initial 0 times an infinite power
        }
        var spread = jitter == 0 ? 1 : 1 + jitter * random.nextDouble();
        return Duration.ofNanos((long) (nanos * spread));
    }
}
