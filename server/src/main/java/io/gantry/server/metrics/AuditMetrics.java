package io.gantry.server.metrics;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** Audit events that were made, and those that did not reach their backend. Thread-safe. */
public final class AuditMetrics {
    private final LongAdder events = new LongAdder();
    private final Map<String, LongAdder> lost = Map.of("log", new LongAdder(), "webhook", new LongAdder());

    public void recorded() {
        events.increment();
    }

    /** @param backend {@code log} or {@code webhook} */
    public void lost(String backend, int count) {
        LongAdder counted = lost.get(backend);
        if (counted == null) {
            throw new IllegalArgumentException("no audit backend: " + backend);
        }
        counted.add(count);
    }

    long events() {
        return events.sum();
    }

    void forEachLost(BiConsumer<String, Long> action) {
        lost.forEach((backend, count) -> action.accept(backend, count.sum()));
    }
}
