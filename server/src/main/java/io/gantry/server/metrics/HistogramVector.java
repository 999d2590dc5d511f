package io.gantry.server.metrics;

import io.gantry.base.Histogram;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Times by the values of labels that users can make up: of more than so many combinations nothing is kept. Thread-safe. */
final class HistogramVector {
    private static final int MAX = 1000;

    private final long[] bounds;
    private final Map<List<String>, Histogram> times = new ConcurrentHashMap<>();

    /** @param bounds in nanoseconds */
    HistogramVector(long... bounds) {
        this.bounds = bounds;
    }

    void record(long nanos, String... values) {
        List<String> labels = List.of(values);
        Histogram known = times.get(labels);
        if (known == null) {
            if (times.size() >= MAX) {
                return;
            }
            known = times.computeIfAbsent(labels, absent -> new Histogram(bounds));
        }
        known.record(nanos);
    }

    /** @param action takes the labels' values in their order, and the nanoseconds */
    void forEach(BiConsumer<List<String>, Histogram> action) {
        times.forEach(action);
    }
}
