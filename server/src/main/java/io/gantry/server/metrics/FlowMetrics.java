package io.gantry.server.metrics;

import io.gantry.base.Histogram;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * What priority and fairness does with requests, by FlowSchema and priority level. Thread-safe; counting allocates nothing. A series stays
 * when its object goes: counters must not disappear.
 */
public final class FlowMetrics {
    /** Why a request is sent away; the names are Kubernetes'. */
    public enum Reason {
        /** There is no seat, and the level has no queues. */
        CONCURRENCY_LIMIT("concurrency-limit"),
        QUEUE_FULL("queue-full"),
        TIME_OUT("time-out"),
        /** The client went away. */
        CANCELLED("cancelled");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** The bounds of {@code apiserver_flowcontrol_request_wait_duration_seconds}, in nanoseconds; the first one of theirs is 0. */
    private static final long[] WAITS = bounds(5, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000);

    private static long[] bounds(long... millis) {
        long[] nanos = new long[millis.length + 1];
        for (int i = 0; i < millis.length; i++) {
            nanos[i + 1] = millis[i] * 1_000_000;
        }
        return nanos;
    }

    /** The requests of one FlowSchema on one priority level. */
    @SuppressWarnings("EnumOrdinal") // a place in an array that nobody else sees
    public static final class Flow {
        private final String level;
        private final String schema;
        private final LongAdder begun = new LongAdder();
        private final LongAdder ended = new LongAdder();
        private final LongAdder seats = new LongAdder();
        private final LongAdder waiting = new LongAdder();
        private final LongAdder[] rejected = new LongAdder[Reason.values().length];
        /** Of those that waited and were served. */
        private final Histogram waited = new Histogram(WAITS);

        private final Histogram waitedInVain = new Histogram(WAITS);

        private Flow(String level, String schema) {
            this.level = level;
            this.schema = schema;
            for (int i = 0; i < rejected.length; i++) {
                rejected[i] = new LongAdder();
            }
        }

        /** A request gets its seats. */
        public void begun(int taken) {
            begun.increment();
            seats.add(taken);
        }

        /** A request has been served. */
        public void ended() {
            ended.increment();
        }

        /** Its seats are free again, which may be later. */
        public void vacated(int taken) {
            seats.add(-taken);
        }

        public void queued() {
            waiting.increment();
        }

        /** A request that waited leaves the queue: for a seat, or in vain. */
        public void left(boolean served, long nanosWaited) {
            waiting.decrement();
            (served ? waited : waitedInVain).record(nanosWaited);
        }

        public void rejected(Reason reason) {
            rejected[reason.ordinal()].increment();
        }

        String level() {
            return level;
        }

        String schema() {
            return schema;
        }

        public long dispatched() {
            return begun.sum();
        }

        public long executing() {
            return begun.sum() - ended.sum();
        }

        long seats() {
            return seats.sum();
        }

        long waiting() {
            return waiting.sum();
        }

        public long rejections(Reason reason) {
            return rejected[reason.ordinal()].sum();
        }

        Histogram waited() {
            return waited;
        }

        Histogram waitedInVain() {
            return waitedInVain;
        }
    }

    /**
     * The seats of a priority level.
     *
     * @param nominal its share
     * @param lower what it keeps when it lends
     * @param upper what it has at most when it borrows
     * @param current what it has now
     */
    public record Seats(int nominal, int lower, int upper, int current) {}

    /** By level, then by FlowSchema. */
    private final Map<String, Map<String, Flow>> flows = new ConcurrentHashMap<>();

    private volatile Map<String, Seats> levels = Map.of();

    public Flow flow(String level, String schema) {
        return flows.computeIfAbsent(level, absent -> new ConcurrentHashMap<>())
                .computeIfAbsent(schema, absent -> new Flow(level, schema));
    }

    /** The levels that there are now. */
    public void levels(Map<String, Seats> now) {
        levels = Map.copyOf(now);
    }

    Map<String, Seats> levels() {
        return levels;
    }

    public void forEach(Consumer<Flow> action) {
        flows.values().forEach(ofLevel -> ofLevel.values().forEach(action));
    }

    /** Those of one level. */
    public void forEachOf(String level, Consumer<Flow> action) {
        flows.getOrDefault(level, Map.of()).values().forEach(action);
    }
}
