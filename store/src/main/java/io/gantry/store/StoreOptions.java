package io.gantry.store;

import io.gantry.base.Time;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * The bounds and injected parts of a store.
 *
 * @param time ages history and times out waits
 * @param logOf from a key, or a watched prefix, to the prefix that names its change log; the result must be a
 *     prefix of the argument whenever the argument lies within one log
 * @param queueCapacity writes that may wait for the commit thread; more writers wait outside
 * @param batchWrites most writes that share one flush to disk
 * @param batchBytes no further write joins a flush that has this many bytes
 * @param maxValueBytes largest stored value; larger ones are refused
 * @param changesPerLog most changes kept for watchers in each change log (kept in blocks, so up to 128 more)
 * @param changesAge changes older than this are dropped from the logs
 * @param historyChanges most changes back to which {@link Store#snapshotAt} goes
 * @param historyAge how long ago {@link Store#snapshotAt} goes back; Kubernetes' clients expect five minutes for a
 *     continued list
 */
public record StoreOptions(
        Time time,
        UnaryOperator<String> logOf,
        int queueCapacity,
        int batchWrites,
        int batchBytes,
        int maxValueBytes,
        int changesPerLog,
        Duration changesAge,
        int historyChanges,
        Duration historyAge) {

    public StoreOptions {
        positive("queueCapacity", queueCapacity);
        positive("batchWrites", batchWrites);
        positive("batchBytes", batchBytes);
        positive("maxValueBytes", maxValueBytes);
        positive("changesPerLog", changesPerLog);
        positive("historyChanges", historyChanges);
        positive("changesAge", changesAge.isPositive() ? 1 : 0);
        positive("historyAge", historyAge.isPositive() ? 1 : 0);
    }

    public static StoreOptions defaults() {
        return new StoreOptions(
                Time.system(),
                StoreOptions::secondSegment,
                4096,
                1024,
                4 << 20,
                8 << 20,
                10_000,
                Duration.ofMinutes(10),
                10_000,
                Duration.ofMinutes(5));
    }

    public StoreOptions withTime(Time value) {
        return new StoreOptions(
                value,
                logOf,
                queueCapacity,
                batchWrites,
                batchBytes,
                maxValueBytes,
                changesPerLog,
                changesAge,
                historyChanges,
                historyAge);
    }

    public StoreOptions withLogOf(UnaryOperator<String> value) {
        return new StoreOptions(
                time,
                value,
                queueCapacity,
                batchWrites,
                batchBytes,
                maxValueBytes,
                changesPerLog,
                changesAge,
                historyChanges,
                historyAge);
    }

    public StoreOptions withChanges(int perLog, Duration age) {
        return new StoreOptions(
                time,
                logOf,
                queueCapacity,
                batchWrites,
                batchBytes,
                maxValueBytes,
                perLog,
                age,
                historyChanges,
                historyAge);
    }

    public StoreOptions withHistory(int changes, Duration age) {
        return new StoreOptions(
                time,
                logOf,
                queueCapacity,
                batchWrites,
                batchBytes,
                maxValueBytes,
                changesPerLog,
                changesAge,
                changes,
                age);
    }

    public StoreOptions withBatches(int queue, int writes, int bytes) {
        return new StoreOptions(
                time,
                logOf,
                queue,
                writes,
                bytes,
                maxValueBytes,
                changesPerLog,
                changesAge,
                historyChanges,
                historyAge);
    }

    /**
     * {@code /registry/pods/default/web-0} to {@code /registry/pods/}: one log per resource in Kubernetes' key
     * layout.
     */
    static String secondSegment(String key) {
        var slash = -1;
        for (var i = 0; i < 3; i++) {
            slash = key.indexOf('/', slash + 1);
            if (slash < 0) {
                return key;
            }
        }
        return key.substring(0, slash + 1);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive, is " + value);
        }
    }
}
