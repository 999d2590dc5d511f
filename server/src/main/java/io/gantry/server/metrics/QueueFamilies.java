package io.gantry.server.metrics;

import static io.gantry.server.metrics.Families.NANOS;

import io.gantry.client.QueueStatistics;
import io.gantry.client.QueueStatistics.Times;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** The work queues of control loops, in Kubernetes' names. */
final class QueueFamilies {
    private QueueFamilies() {}

    static List<MetricSnapshot> of(List<QueueStatistics> queues) {
        GaugeSnapshot.Builder depth =
                GaugeSnapshot.builder().name("workqueue_depth").help("Keys that wait to be worked on.");
        CounterSnapshot.Builder adds =
                CounterSnapshot.builder().name("workqueue_adds").help("Keys that were added.");
        CounterSnapshot.Builder retries = CounterSnapshot.builder()
                .name("workqueue_retries")
                .help("Keys that were added after a while, mostly because the work on them failed.");
        HistogramSnapshot.Builder queued = HistogramSnapshot.builder()
                .name("workqueue_queue_duration_seconds")
                .help("Seconds that keys waited.");
        HistogramSnapshot.Builder worked = HistogramSnapshot.builder()
                .name("workqueue_work_duration_seconds")
                .help("Seconds that the work on a key took.");
        GaugeSnapshot.Builder unfinished = GaugeSnapshot.builder()
                .name("workqueue_unfinished_work_seconds")
                .help("Seconds that the work which goes on now has taken, of all workers together.");
        GaugeSnapshot.Builder longest = GaugeSnapshot.builder()
                .name("workqueue_longest_running_processor_seconds")
                .help("Seconds that the longest work which goes on now has taken.");
        for (QueueStatistics queue : queues) {
            Labels name = Labels.of("name", queue.name());
            depth.dataPoint(Families.gauge(queue.depth(), name));
            adds.dataPoint(Families.counter(queue.adds(), name));
            retries.dataPoint(Families.counter(queue.retries(), name));
            queued.dataPoint(times(queue.queued(), name));
            worked.dataPoint(times(queue.worked(), name));
            unfinished.dataPoint(seconds(queue.unfinishedNanos(), name));
            longest.dataPoint(seconds(queue.longestNanos(), name));
        }
        return List.of(
                depth.build(),
                adds.build(),
                retries.build(),
                queued.build(),
                worked.build(),
                unfinished.build(),
                longest.build());
    }

    private static HistogramDataPointSnapshot times(Times times, Labels labels) {
        return Families.histogram(times.bounds(), times.counts(), times.sum(), NANOS, labels);
    }

    private static GaugeDataPointSnapshot seconds(long nanos, Labels labels) {
        return GaugeDataPointSnapshot.builder()
                .value(nanos / NANOS)
                .labels(labels)
                .build();
    }
}
