package io.gantry.server.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a scrape says of KMS plugins. */
public final class EnvelopeScrape {
    private EnvelopeScrape() {}

    public static String of(EnvelopeMetrics envelope) throws IOException {
        var out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, new MetricSnapshots(EnvelopeFamilies.of(envelope)));
        return out.toString(StandardCharsets.UTF_8);
    }
}
