package io.gantry.node.agent;

import io.gantry.base.Histogram;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** The answers to the probes of one pod's containers, over all of their starts. Thread-safe. */
final class ProbeCounts {
    /** Up to 10 s, in nanoseconds. */
    private static final long[] BOUNDS = {
        5_000_000,
        10_000_000,
        25_000_000,
        50_000_000,
        100_000_000,
        250_000_000,
        500_000_000,
        1_000_000_000,
        2_500_000_000L,
        5_000_000_000L,
        10_000_000_000L
    };

    /**
     * Which probe.
     *
     * @param type {@code Startup}, {@code Readiness} or {@code Liveness}
     */
    record Key(String container, String type) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byContainer = container.compareTo(other.container);
            return byContainer != 0 ? byContainer : type.compareTo(other.type);
        }
    }

    /** How it was answered; {@code nanos} are those of good answers. */
    record Counts(LongAdder good, LongAdder bad, Histogram nanos) {}

    private final Map<Key, Counts> counts = new ConcurrentSkipListMap<>();

    void answered(Key probe, boolean good, long nanos) {
        Counts known = counts.computeIfAbsent(
                probe, absent -> new Counts(new LongAdder(), new LongAdder(), new Histogram(BOUNDS)));
        if (good) {
            known.good.increment();
            known.nanos.record(nanos);
        } else {
            known.bad.increment();
        }
    }

    Map<Key, Counts> all() {
        return counts;
    }
}
