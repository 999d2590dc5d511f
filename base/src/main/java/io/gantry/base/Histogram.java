package io.gantry.base;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts values in fixed buckets, and sums them. Recording takes no lock and allocates nothing; what is read while others
 * record may lack the newest values. Thread-safe.
 */
public final class Histogram {
    private final long[] bounds;
    /** One for each bound, and one for what is above the last. */
    private final LongAdder[] counts;

    private final LongAdder sum = new LongAdder();

    /**
     * @param bounds each bucket's upper bound, which belongs to it, in any unit; ascending. Not copied, so that many can
     *     share one array: it must not change
     */
    public Histogram(long[] bounds) {
        for (int i = 1; i < bounds.length; i++) {
            if (bounds[i] <= bounds[i - 1]) {
                throw new IllegalArgumentException("bounds must ascend, are " + Arrays.toString(bounds));
            }
        }
        this.bounds = bounds;
        this.counts = new LongAdder[bounds.length + 1];
        Arrays.setAll(counts, i -> new LongAdder());
    }

    public void record(long value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++; // most values lie in the first buckets: a scan beats a search by halves
        }
        counts[bucket].increment();
        sum.add(value);
    }

    /** The upper bounds of all buckets but the last. */
    public long[] bounds() {
        return bounds.clone();
    }

    /** How many values lie in each bucket; the last one has what is above all bounds. */
    public long[] counts() {
        long[] read = new long[counts.length];
        Arrays.setAll(read, i -> counts[i].sum());
        return read;
    }

    /** The sum of all values. */
    public long sum() {
        return sum.sum();
    }
}
