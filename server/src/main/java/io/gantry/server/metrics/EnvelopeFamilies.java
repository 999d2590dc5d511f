package io.gantry.server.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** KMS plugins, in Kubernetes' names; without its label for the API server, of which there is one. */
final class EnvelopeFamilies {
    private static final String PREFIX = "apiserver_envelope_encryption_";

    private EnvelopeFamilies() {}

    static List<MetricSnapshot> of(EnvelopeMetrics envelope) {
        HistogramSnapshot.Builder latency = HistogramSnapshot.builder()
                .name(PREFIX + "kms_operations_latency_seconds")
                .help("Seconds that a plugin's answer took, by method and status of gRPC.");
        CounterSnapshot.Builder uses = CounterSnapshot.builder()
                .name(PREFIX + "key_id_hash")
                .help("Values that were encrypted or decrypted with what follows from a key, by the hash of its id.");
        GaugeSnapshot.Builder lastUse = GaugeSnapshot.builder()
                .name(PREFIX + "key_id_hash_last_timestamp_seconds")
                .help("When a key was last used.");
        GaugeSnapshot.Builder lastNamed = GaugeSnapshot.builder()
                .name(PREFIX + "key_id_hash_status_last_timestamp_seconds")
                .help("When a plugin last said that a key is its own.");
        CounterSnapshot.Builder invalid = CounterSnapshot.builder()
                .name(PREFIX + "invalid_key_id_from_status")
                .help("Answers of a plugin that named a key by no valid id, by what was wrong with it.");
        GaugeSnapshot.Builder seeds = GaugeSnapshot.builder()
                .name(PREFIX + "dek_source_cache_size")
                .help("Seeds that were decrypted by a plugin and are kept; about as many questions does a start take.");
        envelope.forEach(provider -> {
            Labels labels = Labels.of("provider_name", provider.name());
            provider.calls()
                    .forEach((call, nanos) -> latency.dataPoint(Families.histogram(
                            nanos,
                            Families.NANOS,
                            labels.add("method_name", call.method()).add("grpc_status_code", call.code()))));
            for (boolean toStorage : new boolean[] {true, false}) {
                Labels direction = labels.add("transformation_type", toStorage ? "to_storage" : "from_storage");
                provider.uses(toStorage).values().forEach(use -> {
                    Labels key = direction.add("key_id_hash", use.hash);
                    uses.dataPoint(Families.counter(use.count.sum(), key));
                    lastUse.dataPoint(Families.gauge(use.lastSeconds, key));
                });
            }
            provider.named()
                    .values()
                    .forEach(use ->
                            lastNamed.dataPoint(Families.gauge(use.lastSeconds, labels.add("key_id_hash", use.hash))));
            provider.invalid()
                    .forEach((error, count) ->
                            invalid.dataPoint(Families.counter(count.sum(), labels.add("error", error))));
            seeds.dataPoint(Families.gauge(provider.seeds(), labels));
        });
        return List.of(
                latency.build(), uses.build(), lastUse.build(), lastNamed.build(), invalid.build(), seeds.build());
    }
}
