package io.gantry.server.metrics;

import io.gantry.base.Histogram;
import io.gantry.server.metrics.RequestMetrics.Target;
import io.gantry.store.StoreStatistics;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Locale;

/** What was counted, in the names, types and labels of Kubernetes' stable metrics; what is Gantry's own begins with {@code gantry_}. */
final class Families {
    static final double NANOS = 1e9;

    private Families() {}

    static List<MetricSnapshot> requests(RequestMetrics requests) {
        CounterSnapshot.Builder total = CounterSnapshot.builder()
                .name("apiserver_request")
                .help("Requests that were answered, by verb, dry run, resource, scope and HTTP code.");
        HistogramSnapshot.Builder durations = HistogramSnapshot.builder()
                .name("apiserver_request_duration_seconds")
                .help("Seconds from a request's arrival to the end of its answer.");
        HistogramSnapshot.Builder sizes = HistogramSnapshot.builder()
                .name("apiserver_response_sizes")
                .help("Bytes of the answers' bodies as sent, of requests that read.");
        GaugeSnapshot.Builder lasting = GaugeSnapshot.builder()
                .name("apiserver_longrunning_requests")
                .help("Watches, streams and other requests that last by their nature, running now.");
        requests.forEach((target, series) -> {
            Labels plain = labels(target, series);
            Labels labels = plain.add("dry_run", series.dryRun().label());
            series.forEachCode(
                    (code, count) -> total.dataPoint(counter(count, labels.add("code", Integer.toString(code)))));
            durations.dataPoint(histogram(series.nanos(), NANOS, labels));
            // These have no label for dry runs, which nobody sends with what reads or lasts.
            if (series.dryRun() == DryRun.NONE) {
                Histogram bytes = series.bytes();
                if (bytes != null) {
                    sizes.dataPoint(histogram(bytes, 1, plain));
                }
                if (series.verb() == Verb.WATCH || series.verb() == Verb.CONNECT) {
                    lasting.dataPoint(gauge(series.running(), plain));
                }
            }
        });
        GaugeSnapshot inFlight = GaugeSnapshot.builder()
                .name("apiserver_current_inflight_requests")
                .help("Requests being served at this moment, without those that last by their nature, by kind.")
                .dataPoint(gauge(requests.inFlight(true).sum(), Labels.of("request_kind", "mutating")))
                .dataPoint(gauge(requests.inFlight(false).sum(), Labels.of("request_kind", "readOnly")))
                .build();
        GaugeSnapshot.Builder deprecated = GaugeSnapshot.builder()
                .name("apiserver_requested_deprecated_apis")
                .help("Versions that were asked for although they are not to be used any more: 1 each.");
        requests.deprecated.forEach((values, count) -> deprecated.dataPoint(gauge(
                1,
                Labels.of(
                        new String[] {"group", "removed_release", "resource", "subresource", "version"},
                        values.toArray(new String[0])))));
        return List.of(total.build(), durations.build(), sizes.build(), lasting.build(), inFlight, deprecated.build());
    }

    private static Labels labels(Target target, RequestSeries series) {
        return Labels.of(
                "component", target.component(),
                "group", target.group(),
                "resource", target.resource(),
                "scope", series.scope().label(),
                "subresource", target.subresource(),
                "verb", series.verb().label(),
                "version", target.version());
    }

    static List<MetricSnapshot> admission(AdmissionMetrics admission) {
        HistogramSnapshot.Builder steps = HistogramSnapshot.builder()
                .name("apiserver_admission_step_admission_duration_seconds")
                .help("Seconds that all admission plugins together took, by operation and half of admission.");
        admission
                .whole()
                .forEach((name, half, operation, rejected, nanos) -> steps.dataPoint(
                        histogram(nanos, NANOS, labels(half.name().toLowerCase(Locale.ROOT), operation, rejected))));
        HistogramSnapshot.Builder plugins = HistogramSnapshot.builder()
                .name("apiserver_admission_controller_admission_duration_seconds")
                .help("Seconds that one admission plugin took, by name, operation and half of admission.");
        admission.forEachPlugin((name, half, operation, rejected, nanos) -> plugins.dataPoint(histogram(
                nanos,
                NANOS,
                labels(half.name().toLowerCase(Locale.ROOT), operation, rejected)
                        .add("name", name))));
        HistogramSnapshot.Builder webhooks = HistogramSnapshot.builder()
                .name("apiserver_admission_webhook_admission_duration_seconds")
                .help(
                        "Seconds that one question to an admission webhook took, by name, operation and half of admission.");
        admission.forEachWebhook((name, half, operation, rejected, nanos) -> webhooks.dataPoint(histogram(
                nanos,
                NANOS,
                labels(half == AdmissionMetrics.Half.ADMIT ? "admit" : "validating", operation, rejected)
                        .add("name", name))));
        return List.of(steps.build(), plugins.build(), webhooks.build());
    }

    private static Labels labels(String type, String operation, boolean rejected) {
        return Labels.of("operation", operation, "rejected", Boolean.toString(rejected), "type", type);
    }

    /** @param configuration which: {@code encryption} */
    static List<MetricSnapshot> reloads(String configuration, ReloadMetrics reloads) {
        String prefix = "apiserver_" + configuration + "_config_controller_automatic_reload";
        CounterSnapshot.Builder total = CounterSnapshot.builder()
                .name(prefix + "s")
                .help("Changes of the file that were used, or could not be, by status.");
        GaugeSnapshot.Builder last = GaugeSnapshot.builder()
                .name(prefix + "_last_timestamp_seconds")
                .help("When the file was last changed and used, or could not be, by status.");
        for (boolean success : new boolean[] {true, false}) {
            if (reloads.count(success) > 0) {
                Labels labels = Labels.of("status", success ? "success" : "failure");
                total.dataPoint(counter(reloads.count(success), labels));
                last.dataPoint(gauge(reloads.last(success).getEpochSecond(), labels));
            }
        }
        return List.of(total.build(), last.build());
    }

    static List<MetricSnapshot> audit(AuditMetrics audit) {
        CounterSnapshot.Builder lost = CounterSnapshot.builder()
                .name("apiserver_audit_error")
                .help("Audit events that did not reach their backend, by backend.");
        audit.forEachLost((backend, count) -> lost.dataPoint(counter(count, Labels.of("plugin", backend))));
        return List.of(
                CounterSnapshot.builder()
                        .name("apiserver_audit_event")
                        .help("Audit events that were made and handed to the backends.")
                        .dataPoint(counter(audit.events(), Labels.EMPTY))
                        .build(),
                lost.build());
    }

    static List<MetricSnapshot> objects(List<ObjectCount> counts) {
        GaugeSnapshot.Builder now = GaugeSnapshot.builder()
                .name("apiserver_resource_objects")
                .help("Stored objects, by group and resource.");
        GaugeSnapshot.Builder before = GaugeSnapshot.builder()
                .name("apiserver_storage_objects")
                .help(
                        "Stored objects, by resource. Deprecated: apiserver_resource_objects has the group in a label of its own.");
        for (ObjectCount each : counts) {
            now.dataPoint(gauge(each.count(), Labels.of("group", each.group(), "resource", each.resource())));
            before.dataPoint(gauge(each.count(), Labels.of("resource", each.qualified())));
        }
        return List.of(now.build(), before.build());
    }

    static List<MetricSnapshot> store(StoreStatistics store, long revision, long diskBytes) {
        return List.of(
                GaugeSnapshot.builder()
                        .name("apiserver_storage_size_bytes")
                        .help("Bytes that the store takes on disk; 0 when it is in memory only.")
                        .dataPoint(gauge(diskBytes, Labels.of("storage_cluster_id", "gantry")))
                        .build(),
                HistogramSnapshot.builder()
                        .name("gantry_store_commit_duration_seconds")
                        .help("Seconds to decide a group of writes, make it durable and show it.")
                        .dataPoint(histogram(store.commitNanos(), NANOS, Labels.EMPTY))
                        .build(),
                HistogramSnapshot.builder()
                        .name("gantry_store_commit_writes")
                        .help("Writes that shared one flush to disk.")
                        .dataPoint(histogram(store.groupWrites(), 1, Labels.EMPTY))
                        .build(),
                GaugeSnapshot.builder()
                        .name("gantry_store_watchers")
                        .help(
                                "Cursors on the store's change logs that are open: watches of clients, and informers of this process.")
                        .dataPoint(gauge(store.watchers(), Labels.EMPTY))
                        .build(),
                GaugeSnapshot.builder()
                        .name("gantry_store_revision")
                        .help("The newest committed revision, which is the API's resourceVersion.")
                        .dataPoint(gauge(revision, Labels.EMPTY))
                        .build());
    }

    static List<MetricSnapshot> health(HealthMetrics health) {
        GaugeSnapshot.Builder last = GaugeSnapshot.builder()
                .name("kubernetes_healthcheck")
                .help("How a health check ended when it was last made: 1 for good, 0 for bad.");
        CounterSnapshot.Builder total = CounterSnapshot.builder()
                .name("kubernetes_healthchecks")
                .help("Health checks that were made, by their outcome.");
        for (HealthMetrics.Check check : health.checks()) {
            long successes = check.successes();
            long errors = check.errors();
            if (successes + errors == 0) {
                continue;
            }
            Labels labels = Labels.of("name", check.name(), "type", check.type());
            last.dataPoint(gauge(check.healthy() ? 1 : 0, labels));
            if (successes > 0) {
                total.dataPoint(counter(successes, labels.add("status", "success")));
            }
            if (errors > 0) {
                total.dataPoint(counter(errors, labels.add("status", "error")));
            }
        }
        return List.of(last.build(), total.build());
    }

    static GaugeDataPointSnapshot gauge(long value, Labels labels) {
        return GaugeDataPointSnapshot.builder()
                .value((double) value)
                .labels(labels)
                .build();
    }

    static CounterDataPointSnapshot counter(long value, Labels labels) {
        return CounterDataPointSnapshot.builder()
                .value((double) value)
                .labels(labels)
                .build();
    }

    /** @param unit how many of the histogram's units are one of the metric's */
    static HistogramDataPointSnapshot histogram(Histogram histogram, double unit, Labels labels) {
        return histogram(histogram.bounds(), histogram.counts(), histogram.sum(), unit, labels);
    }

    static HistogramDataPointSnapshot histogram(long[] bounds, long[] counts, long sum, double unit, Labels labels) {
        double[] upper = new double[bounds.length + 1];
        for (int i = 0; i < bounds.length; i++) {
            upper[i] = bounds[i] / unit;
        }
        upper[bounds.length] = Double.POSITIVE_INFINITY;
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(upper, toNumbers(counts)))
                .sum(sum / unit)
                .labels(labels)
                .build();
    }

    private static Number[] toNumbers(long[] counts) {
        Number[] numbers = new Number[counts.length];
        for (int i = 0; i < counts.length; i++) {
            numbers[i] = counts[i];
        }
        return numbers;
    }
}
