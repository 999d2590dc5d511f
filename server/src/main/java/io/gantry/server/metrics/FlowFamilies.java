package io.gantry.server.metrics;

import io.gantry.server.metrics.FlowMetrics.Reason;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** What priority and fairness does, in the names of Kubernetes' stable and beta metrics, and the bounds of each level's seats. */
final class FlowFamilies {
    private static final String PREFIX = "apiserver_flowcontrol_";

    private FlowFamilies() {}

    static List<MetricSnapshot> of(FlowMetrics metrics) {
        CounterSnapshot.Builder rejected = CounterSnapshot.builder()
                .name(PREFIX + "rejected_requests")
                .help("Requests that were sent away, by priority level, flow schema and reason.");
        CounterSnapshot.Builder dispatched = CounterSnapshot.builder()
                .name(PREFIX + "dispatched_requests")
                .help("Requests that were let in, by priority level and flow schema.");
        GaugeSnapshot.Builder waiting = GaugeSnapshot.builder()
                .name(PREFIX + "current_inqueue_requests")
                .help("Requests that wait in queues now.");
        GaugeSnapshot.Builder executing = GaugeSnapshot.builder()
                .name(PREFIX + "current_executing_requests")
                .help("Requests that are served now; watches until they have begun.");
        GaugeSnapshot.Builder seats =
                GaugeSnapshot.builder().name(PREFIX + "current_executing_seats").help("Seats that are taken now.");
        HistogramSnapshot.Builder waits = HistogramSnapshot.builder()
                .name(PREFIX + "request_wait_duration_seconds")
                .help("Seconds that requests waited in queues, by whether they were served then.");
        metrics.forEach(flow -> {
            Labels labels = Labels.of("flow_schema", flow.schema(), "priority_level", flow.level());
            for (Reason reason : Reason.values()) {
                if (flow.rejections(reason) > 0) {
                    rejected.dataPoint(Families.counter(flow.rejections(reason), labels.add("reason", reason.label())));
                }
            }
            dispatched.dataPoint(Families.counter(flow.dispatched(), labels));
            waiting.dataPoint(Families.gauge(flow.waiting(), labels));
            executing.dataPoint(Families.gauge(flow.executing(), labels));
            seats.dataPoint(Families.gauge(flow.seats(), labels));
            if (!flow.level().equals("exempt")) {
                waits.dataPoint(waits(flow, labels));
                waits.dataPoint(
                        Families.histogram(flow.waitedInVain(), Families.NANOS, labels.add("execute", "false")));
            }
        });
        return List.of(
                rejected.build(),
                dispatched.build(),
                waiting.build(),
                executing.build(),
                seats.build(),
                waits.build(),
                level(metrics, "nominal_limit_seats", "Seats that are a priority level's share.", Bound.NOMINAL),
                level(metrics, "lower_limit_seats", "Seats that a priority level keeps at least.", Bound.LOWER),
                level(metrics, "upper_limit_seats", "Seats that a priority level has at most.", Bound.UPPER),
                level(metrics, "current_limit_seats", "Seats that a priority level has now.", Bound.CURRENT));
    }

    /** Whoever did not wait is counted when the metrics are read: as one that waited for no time. */
    private static HistogramDataPointSnapshot waits(FlowMetrics.Flow flow, Labels labels) {
        long[] counts = flow.waited().counts();
        long waited = 0;
        for (long count : counts) {
            waited += count;
        }
        counts[0] += Math.max(0, flow.dispatched() - waited);
        return Families.histogram(
                flow.waited().bounds(), counts, flow.waited().sum(), Families.NANOS, labels.add("execute", "true"));
    }

    private enum Bound {
        NOMINAL,
        LOWER,
        UPPER,
        CURRENT;

        int of(FlowMetrics.Seats seats) {
            return switch (this) {
                case NOMINAL -> seats.nominal();
                case LOWER -> seats.lower();
                case UPPER -> seats.upper();
                case CURRENT -> seats.current();
            };
        }
    }

    private static GaugeSnapshot level(FlowMetrics metrics, String name, String help, Bound bound) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(PREFIX + name).help(help);
        metrics.levels()
                .forEach((level, seats) ->
                        gauge.dataPoint(Families.gauge(bound.of(seats), Labels.of("priority_level", level))));
        return gauge.build();
    }
}
