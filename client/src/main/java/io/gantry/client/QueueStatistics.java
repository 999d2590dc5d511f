package io.gantry.client;

import io.gantry.base.Histogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a work queue has done since it was made, and what it does now.
 *
 * @param name of the loop that it belongs to
 * @param depth keys that wait now
 * @param adds keys that were added, without those that waited already
 * @param retries keys that were added after a while
 * @param queued how long keys waited
 * @param worked how long the work on a key took
 * @param unfinishedNanos how long the keys that are worked on now have been, together
 * @param longestNanos how long the one has been that has been for longest
 */
public record QueueStatistics(
        String name,
        long depth,
        long adds,
        long retries,
        Times queued,
        Times worked,
        long unfinishedNanos,
        long longestNanos) {
    /** Of {@code workqueue_queue_duration_seconds} and its sibling, in nanoseconds. */
    private static final long[] BOUNDS = {
        10,
        100,
        1_000,
        10_000,
        100_000,
        1_000_000,
        10_000_000,
        100_000_000,
        1_000_000_000L,
        10_000_000_000L,
        100_000_000_000L,
        1_000_000_000_000L
    };

    /**
     * Times in nanoseconds.
     *
     * @param bounds of the buckets but the last
     * @param counts one more than bounds
     */
    public record Times(long[] bounds, long[] counts, long sum) {
        /** @param histogram null when nothing was recorded yet */
        static Times of(@Nullable Histogram histogram) {
            return histogram == null
                    ? new Times(BOUNDS, new long[BOUNDS.length + 1], 0)
                    : new Times(BOUNDS, histogram.counts(), histogram.sum());
        }

        Times plus(Times other) {
            long[] all = new long[counts.length];
            Arrays.setAll(all, i -> counts[i] + other.counts[i]);
            return new Times(bounds, all, sum + other.sum);
        }
    }

    static Histogram histogram() {
        return new Histogram(BOUNDS);
    }

    /** The same under another name. */
    public QueueStatistics named(String newName) {
        return new QueueStatistics(newName, depth, adds, retries, queued, worked, unfinishedNanos, longestNanos);
    }

    /** Both together, under this one's name. */
    public QueueStatistics plus(QueueStatistics other) {
        return new QueueStatistics(
                name,
                depth + other.depth,
                adds + other.adds,
                retries + other.retries,
                queued.plus(other.queued),
                worked.plus(other.worked),
                unfinishedNanos + other.unfinishedNanos,
                Math.max(longestNanos, other.longestNanos));
    }
}
