package io.gantry.server.metrics;

import io.gantry.base.Histogram;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** How long admission takes: all of it, each plugin, each webhook. Thread-safe. */
public final class AdmissionMetrics {
    private static final long[] BOUNDS = RequestSeries.millis(5, 25, 100, 500, 1000, 2500);
    private static final long[] WEBHOOK_BOUNDS = RequestSeries.millis(5, 25, 100, 500, 1000, 2500, 10_000, 25_000);
    /** Webhooks come and go by their users' will: the time of more than so many names is not kept. */
    private static final int MAX_WEBHOOKS = 1000;

    private static final List<String> OPERATIONS = List.of("CREATE", "UPDATE", "DELETE", "CONNECT");

    /** The first or the second half of admission. */
    public enum Half {
        ADMIT,
        VALIDATE
    }

    /** The times of one of them. Observing allocates nothing. */
    public static final class Series {
        private final String name;
        private final long[] bounds;
        private final AtomicReferenceArray<@Nullable Histogram> nanos =
                new AtomicReferenceArray<>(2 * OPERATIONS.size() * 2);

        private Series(String name, long[] bounds) {
            this.name = name;
            this.bounds = bounds;
        }

        /** @param operation {@code CREATE}, {@code UPDATE}, {@code DELETE} or {@code CONNECT} */
        public void observe(Half half, String operation, boolean rejected, long nanosTaken) {
            int at = ((half == Half.ADMIT ? 0 : OPERATIONS.size()) + OPERATIONS.indexOf(operation)) * 2
                    + (rejected ? 1 : 0);
            Histogram known = nanos.get(at);
            if (known == null) {
                Histogram made = new Histogram(bounds);
                Histogram others = nanos.compareAndExchange(at, null, made);
                known = others == null ? made : others;
            }
            known.record(nanosTaken);
        }

        void forEach(Reader reader) {
            for (int i = 0; i < nanos.length(); i++) {
                Histogram histogram = nanos.get(i);
                if (histogram != null) {
                    Half half = i / 2 < OPERATIONS.size() ? Half.ADMIT : Half.VALIDATE;
                    reader.read(name, half, OPERATIONS.get(i / 2 % OPERATIONS.size()), i % 2 == 1, histogram);
                }
            }
        }
    }

    interface Reader {
        void read(String name, Half half, String operation, boolean rejected, Histogram nanos);
    }

    private final HookMetrics hooks = new HookMetrics();
    private final PolicyMetrics policies = new PolicyMetrics();
    private final Series whole = new Series("", BOUNDS);
    private final List<Series> plugins = new CopyOnWriteArrayList<>();
    private final Map<String, Series> webhooks = new ConcurrentHashMap<>();

    /** What became of questions to webhooks. */
    public HookMetrics hooks() {
        return hooks;
    }

    /** What policies came to. */
    public PolicyMetrics policies() {
        return policies;
    }

    /** All plugins together. */
    public Series whole() {
        return whole;
    }

    /** A plugin under its name in Kubernetes; to be kept by who asks. */
    public Series plugin(String name) {
        Series made = new Series(name, BOUNDS);
        plugins.add(made);
        return made;
    }

    /** Notes how long one question to a webhook took, and whether the request was refused for it. */
    public void webhook(String name, Half half, String operation, boolean rejected, long nanosTaken) {
        Series known = webhooks.get(name);
        if (known == null) {
            if (webhooks.size() >= MAX_WEBHOOKS) {
                return;
            }
            known = webhooks.computeIfAbsent(name, n -> new Series(n, WEBHOOK_BOUNDS));
        }
        known.observe(half, operation, rejected, nanosTaken);
    }

    void forEachPlugin(Reader reader) {
        plugins.forEach(series -> series.forEach(reader));
    }

    void forEachWebhook(Reader reader) {
        webhooks.values().forEach(series -> series.forEach(reader));
    }
}
