package io.gantry.server.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** Counts by the values of labels that users can make up: of more than so many combinations nothing is kept. Thread-safe. */
final class CounterVector {
    private static final int MAX = 1000;

    private final Map<List<String>, LongAdder> counts = new ConcurrentHashMap<>();

    void increment(String... values) {
        List<String> labels = List.of(values);
        LongAdder known = counts.get(labels);
        if (known == null) {
            if (counts.size() >= MAX) {
                return;
            }
            known = counts.computeIfAbsent(labels, absent -> new LongAdder());
        }
        known.increment();
    }

    /** @param action takes the labels' values in their order, and the count */
    void forEach(BiConsumer<List<String>, Long> action) {
        counts.forEach((labels, count) -> action.accept(labels, count.sum()));
    }
}
