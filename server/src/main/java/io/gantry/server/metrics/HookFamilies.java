package io.gantry.server.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.List;

/** Webhooks for admission and conversion, and policies, under Kubernetes' names and labels. */
final class HookFamilies {
    private HookFamilies() {}

    static List<MetricSnapshot> of(HookMetrics hooks) {
        return List.of(
                untyped(
                        "apiserver_admission_webhook_rejection_count",
                        "Requests that were refused because of an admission webhook, by its name, why, and the code.",
                        hooks.rejections,
                        "name",
                        "type",
                        "operation",
                        "error_type",
                        "rejection_code"),
                untyped(
                        "apiserver_admission_webhook_fail_open_count",
                        "Requests that went on although an admission webhook could not be asked, by its name.",
                        hooks.failedOpen,
                        "name",
                        "type"),
                counter(
                        "apiserver_admission_webhook_request",
                        "Questions to admission webhooks, by name, code and whether the request was refused.",
                        hooks.requests,
                        "name",
                        "type",
                        "operation",
                        "code",
                        "rejected"));
    }

    static List<MetricSnapshot> of(ConversionMetrics conversions) {
        return List.of(
                counter(
                        "apiserver_conversion_webhook_request",
                        "Questions to conversion webhooks, by their outcome.",
                        conversions.requests,
                        "failure_type",
                        "result"),
                histogram(
                        "apiserver_conversion_webhook_duration_seconds",
                        "Seconds that a question to a conversion webhook took, by its outcome.",
                        conversions.durations,
                        "failure_type",
                        "result"),
                histogram(
                        "apiserver_crd_conversion_webhook_duration_seconds",
                        "Seconds that a question to a conversion webhook took, by definition and versions.",
                        conversions.definitions,
                        "crd_name",
                        "from_version",
                        "to_version",
                        "succeeded"));
    }

    static List<MetricSnapshot> of(PolicyMetrics policies) {
        String[] labels = {"enforcement_action", "error_type", "policy", "policy_binding"};
        return List.of(
                counter(
                        "apiserver_validating_admission_policy_check",
                        "Validations of policies that had consequences, by policy, binding and what followed.",
                        policies.checks,
                        labels),
                histogram(
                        "apiserver_validating_admission_policy_check_duration_seconds",
                        "Seconds that such a validation took.",
                        policies.durations,
                        labels));
    }

    /** @param name without the {@code _total} that the library adds */
    private static MetricSnapshot counter(String name, String help, CounterVector counts, String... labels) {
        CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
        counts.forEach((values, count) ->
                family.dataPoint(Families.counter(count, Labels.of(labels, values.toArray(new String[0])))));
        return family.build();
    }

    /** A counter whose name, which is Kubernetes', does not end in {@code _total}: the library knows no such counter. */
    private static MetricSnapshot untyped(String name, String help, CounterVector counts, String... labels) {
        UnknownSnapshot.Builder family = UnknownSnapshot.builder().name(name).help(help);
        counts.forEach((values, count) -> family.dataPoint(UnknownDataPointSnapshot.builder()
                .value((double) count)
                .labels(Labels.of(labels, values.toArray(new String[0])))
                .build()));
        return family.build();
    }

    private static MetricSnapshot histogram(String name, String help, HistogramVector times, String... labels) {
        HistogramSnapshot.Builder family =
                HistogramSnapshot.builder().name(name).help(help);
        times.forEach((values, nanos) -> family.dataPoint(
                Families.histogram(nanos, Families.NANOS, Labels.of(labels, values.toArray(new String[0])))));
        return family.build();
    }
}
