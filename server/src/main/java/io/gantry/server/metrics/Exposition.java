package io.gantry.server.metrics;

import io.gantry.store.StoreStatistics;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows what was counted to Prometheus, in its text format or OpenMetrics. With the families the only class that knows
 * Prometheus' library: it is made with the first scrape, so that a start loads nothing of that. Thread-safe.
 */
public final class Exposition {
    private final ServerMetrics metrics;
    private final StoreStatistics store;
    private final Supplier<Long> revision;
    private final Supplier<Long> diskBytes;
    private final Supplier<List<ObjectCount>> objects;
    /** Of the process and the JVM. */
    private final PrometheusRegistry process = new PrometheusRegistry();

    private final ExpositionFormats formats = ExpositionFormats.init();

    /** One answer to a scrape. */
    @SuppressWarnings("ArrayRecordComponent") // written once, compared by nobody
    public record Page(String contentType, byte[] body) {}

    public Exposition(
            ServerMetrics metrics,
            StoreStatistics store,
            Supplier<Long> revision,
            Supplier<Long> diskBytes,
            Supplier<List<ObjectCount>> objects) {
        this.metrics = metrics;
        this.store = store;
        this.revision = revision;
        this.diskBytes = diskBytes;
        this.objects = objects;
        JvmMetrics.builder().register(process);
    }

    /** Everything: {@code /metrics}. */
    public Page all(@Nullable String accept) {
        List<MetricSnapshot> all = new ArrayList<>();
        all.addAll(Families.requests(metrics.requests()));
        all.addAll(Families.admission(metrics.admission()));
        all.addAll(HookFamilies.of(metrics.admission().hooks()));
        all.addAll(HookFamilies.of(metrics.admission().policies()));
        all.addAll(HookFamilies.of(metrics.conversions()));
        all.addAll(Families.audit(metrics.audit()));
        all.addAll(TokenFamilies.of(metrics.tokens()));
        all.addAll(Families.reloads("encryption", metrics.encryption()));
        all.addAll(EnvelopeFamilies.of(metrics.envelope()));
        all.addAll(QueueFamilies.of(metrics.queues()));
        all.addAll(FlowFamilies.of(metrics.flow()));
        all.addAll(Families.objects(objects.get()));
        all.addAll(Families.store(store, revision.get(), diskBytes.get()));
        process.scrape().forEach(all::add);
        return page(accept, all);
    }

    /** The health checks' outcomes: {@code /metrics/slis}. */
    public Page slis(@Nullable String accept) {
        return page(accept, Families.health(metrics.health()));
    }

    private Page page(@Nullable String accept, List<MetricSnapshot> families) {
        ExpositionFormatWriter writer = formats.findWriter(accept == null ? "" : accept);
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 << 10);
        try {
            writer.write(out, new MetricSnapshots(families));
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes what is written to it", e);
        }
        return new Page(writer.getContentType(), out.toByteArray());
    }
}
