package io.gantry.server.flowcontrol;

import java.time.Duration;

/**
 * How many requests are served at once, and for how long.
 *
 * @param fair {@code --enable-priority-and-fairness}: whether FlowSchemas and priority levels divide the seats, of which there are as many as
 *     both limits come to
 * @param maxReading {@code --max-requests-inflight}: otherwise, how many requests that read; 0 for no limit
 * @param maxChanging {@code --max-mutating-requests-inflight}: otherwise, how many requests that change something; 0 for no limit
 * @param requestTimeout {@code --request-timeout}: how long a request may take that does not last by its nature
 */
public record FlowOptions(boolean fair, int maxReading, int maxChanging, Duration requestTimeout) {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** As in Kubernetes. */
    public static final FlowOptions DEFAULT = new FlowOptions(true, 400, 200);

    /** With Kubernetes' limit of time. */
    public FlowOptions(boolean fair, int maxReading, int maxChanging) {
        this(fair, maxReading, maxChanging, MINUTE);
    }

    /** Messages begin with the name of the flag, without its dashes. */
    public FlowOptions {
        if (!requestTimeout.isPositive()) {
            throw new IllegalArgumentException("request-timeout: must be positive, is " + requestTimeout);
        }
        if (maxReading < 0) {
            throw new IllegalArgumentException("max-requests-inflight: must not be negative, is " + maxReading);
        }
        if (maxChanging < 0) {
            throw new IllegalArgumentException(
                    "max-mutating-requests-inflight: must not be negative, is " + maxChanging);
        }
        if (fair && (long) maxReading + maxChanging <= 0) {
            throw new IllegalArgumentException(
                    "max-requests-inflight and --max-mutating-requests-inflight: one of them must be positive, since together"
                            + " they are the seats that priority and fairness divides");
        }
        if ((long) maxReading + maxChanging > 1_000_000) {
            throw new IllegalArgumentException(
                    "max-requests-inflight and --max-mutating-requests-inflight: together at most 1000000, are "
                            + ((long) maxReading + maxChanging));
        }
    }

    /** The seats of the whole server. */
    public int seats() {
        return maxReading + maxChanging;
    }
}
