package io.gantry.server.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded, and where it goes.
 *
 * @param log null for no file
 * @param webhook null for no receiver
 */
public record AuditOptions(
        AuditPolicy policy, @Nullable Log log, @Nullable Webhook webhook) {
    /** Whether a request waits until it is recorded. */
    public enum Mode {
        /** No: events are collected, and lost when there are too many. */
        BATCH,
        /** Yes, and goes on if that fails. */
        BLOCKING,
        /** Yes, and is refused when its arrival cannot be recorded. */
        BLOCKING_STRICT
    }

    /**
     * How events are collected.
     *
     * @param bufferSize events that may wait; in {@link Mode#BATCH} more are lost
     * @param maxSize events that are sent together
     * @param maxWait how long the first of them waits for others
     * @param throttled whether {@code qps} and {@code burst} hold
     * @param qps batches in a second
     * @param burst batches that may be sent at once after a rest
     */
    public record Batch(int bufferSize, int maxSize, Duration maxWait, boolean throttled, double qps, int burst) {
        /** What Kubernetes has for a log. */
        public static final Batch OF_LOG = new Batch(10_000, 1, Duration.ZERO, false, 0, 0);
        /** What Kubernetes has for a webhook. */
        public static final Batch OF_WEBHOOK = new Batch(10_000, 400, Duration.ofSeconds(30), true, 10, 15);

        public Batch {
            if (bufferSize < 1) {
                throw new IllegalArgumentException("batch-buffer-size must be at least 1, is " + bufferSize);
            }
            if (maxSize < 1) {
                throw new IllegalArgumentException("batch-max-size must be at least 1, is " + maxSize);
            }
            if (maxWait.isNegative()) {
                throw new IllegalArgumentException("batch-max-wait must not be negative, is " + maxWait);
            }
            if (throttled && !(qps > 0)) {
                throw new IllegalArgumentException("batch-throttle-qps must be more than 0, is " + qps);
            }
            if (throttled && burst < 1) {
                throw new IllegalArgumentException("batch-throttle-burst must be at least 1, is " + burst);
            }
        }
    }

    /**
     * How large events may be. Larger ones go without the objects that were sent and answered with; those that are too large
     * even so are lost.
     *
     * @param maxBatchSize bytes of events that come together; there to be checked, since here they come one by one
     * @param maxEventSize bytes of an event
     */
    public record Truncate(int maxBatchSize, int maxEventSize) {
        public static final int DEFAULT_BATCH = 10 * 1024 * 1024;
        public static final int DEFAULT_EVENT = 100 * 1024;

        public Truncate {
            if (maxEventSize < 1) {
                throw new IllegalArgumentException("truncate-max-event-size must be at least 1, is " + maxEventSize);
            }
            if (maxBatchSize < maxEventSize) {
                throw new IllegalArgumentException("truncate-max-batch-size must be at least truncate-max-event-size ("
                        + maxEventSize + "), is " + maxBatchSize);
            }
        }
    }

    /**
     * A file with a line for each event.
     *
     * @param path null for the standard output
     * @param legacy whether the lines are text instead of JSON
     * @param maxMegabytes the file is put aside before it grows larger
     * @param maxBackups files put aside that are kept; 0 for all
     * @param maxAgeDays how long they are kept; 0 for ever
     * @param compress whether files put aside are compressed with gzip
     * @param truncate null for events of any size
     */
    public record Log(
            @Nullable Path path,
            boolean legacy,
            int maxMegabytes,
            int maxBackups,
            int maxAgeDays,
            boolean compress,
            Mode mode,
            Batch batch,
            @Nullable Truncate truncate) {
        public Log {
            if (maxMegabytes < 0 || maxBackups < 0 || maxAgeDays < 0) {
                throw new IllegalArgumentException("maxsize, maxbackup and maxage must not be negative");
            }
        }
    }

    /**
     * A receiver of lists of events.
     *
     * @param initialBackoff the pause before what could not be delivered is sent again; later ones are longer
     * @param truncate null for events of any size
     */
    public record Webhook(
            Receiver receiver,
            Duration initialBackoff,
            Mode mode,
            Batch batch,
            @Nullable Truncate truncate) {
        public Webhook {
            if (initialBackoff.isNegative() || initialBackoff.isZero()) {
                throw new IllegalArgumentException("initial-backoff must be positive, is " + initialBackoff);
            }
        }
    }

    /** Sends to a receiver. Used by one thread. */
    public interface Receiver extends AutoCloseable {
        /**
         * Posts an {@code EventList} in JSON.
         *
         * @return the status of the answer
         * @throws IOException when there was none
         */
        int post(byte[] eventList) throws IOException, InterruptedException;

        @Override
        default void close() {}
    }
}
