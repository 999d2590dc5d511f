package io.gantry.node.pod;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a container that ended waits before it is started again: not at all the first time, then 10 seconds, doubling
 * up to five minutes. A container that ran for ten minutes starts from the beginning. These are the kubelet's figures.
 */
public final class RestartBackoff {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(10);

    private RestartBackoff() {}

    /**
     * How many times in a row the container has ended quickly, this end counted in.
     *
     * @param before the count when it was started, -1 if that is not known: then every restart so far counts
     */
    static int quickEnds(ObservedContainer ended, int before) {
        Instant started = ended.status().startedAt();
        Instant finished = ended.status().finishedAt();
        if (started != null
                && finished != null
                && Duration.between(started, finished).compareTo(FORGIVEN_AFTER) >= 0) {
            return 0;
        }
        return (before < 0 ? ended.status().attempt() : before) + 1;
    }

    /** The wait after so many quick ends in a row. */
    public static Duration delay(int quickEnds) {
        if (quickEnds <= 1) {
            return Duration.ZERO;
        }
        int doublings = Math.min(quickEnds - 2, 10);
        Duration delay = FIRST.multipliedBy(1L << doublings);
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
