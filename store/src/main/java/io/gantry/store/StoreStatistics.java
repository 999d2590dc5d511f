package io.gantry.store;

import io.gantry.base.Histogram;
import java.util.concurrent.atomic.LongAdder;

/** What a store has done since it was opened. Counting costs the commit path two readings of the clock for each group. Thread-safe. */
public final class StoreStatistics {
    /** Bounds of {@link #commitNanos}: 50 µs to 5 s. A synced write takes from 0.1 ms on good disks to 100 ms on bad ones. */
    private static final long[] NANOS = {
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        25_000_000,
        50_000_000,
        100_000_000,
        250_000_000,
        1_000_000_000,
        5_000_000_000L
    };
    /** Bounds of {@link #groupWrites}. */
    private static final long[] WRITES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};

    private final Histogram commitNanos = new Histogram(NANOS);
    private final Histogram groupWrites = new Histogram(WRITES);
    private final LongAdder watchers = new LongAdder();

    StoreStatistics() {}

    void committed(int writes, long nanos) {
        groupWrites.record(writes);
        commitNanos.record(nanos);
    }

    void watcherOpened() {
        watchers.increment();
    }

    void watcherClosed() {
        watchers.decrement();
    }

    /** How long it took to decide a group of transactions, make it durable and publish it; nanoseconds. */
    public Histogram commitNanos() {
        return commitNanos;
    }

    /** How many transactions shared one flush to disk. */
    public Histogram groupWrites() {
        return groupWrites;
    }

    /** Watchers that are open now. */
    public long watchers() {
        return watchers.sum();
    }
}
