package io.gantry.node.agent;

import io.gantry.api.core.v1.Pod;
import io.gantry.base.Histogram;
import io.gantry.client.node.NodeReply;
import io.gantry.node.agent.NodeUsage.ContainerUsage;
import io.gantry.node.agent.NodeUsage.PodUsage;
import io.gantry.node.pod.ObservedContainer;
import io.gantry.node.runtime.ContainerStats;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A node's metrics in the text format of Prometheus, under the kubelet's names. */
final class MetricsPages {
    private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final double NANOS = 1e9;

    private final StringBuilder text = new StringBuilder();

    private MetricsPages() {}

    /** {@code /metrics}: what the agent looks after. */
    static NodeReply own(String node, List<PodWorker> workers) {
        MetricsPages page = new MetricsPages();
        page.head("kubelet_desired_pods", "gauge", "Pods that this node is to run.");
        page.sample("kubelet_desired_pods", "static=\"\"", (double)
                workers.stream().filter(PodWorker::counts).count());
        page.head("kubelet_node_name", "gauge", "The node's name; the value is always 1.");
        page.sample("kubelet_node_name", label("node", node), 1);
        Map<String, Long> states = new TreeMap<>();
        long running = 0;
        for (PodWorker worker : workers) {
            for (List<ObservedContainer> attempts :
                    worker.observed().containers().values()) {
                for (ObservedContainer each : attempts) {
                    states.merge(each.status().state().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
                }
            }
            if (worker.observed().sandboxReady()) {
                running++;
            }
        }
        page.head("kubelet_running_containers", "gauge", "Containers that the runtime has, by their state.");
        states.forEach(
                (state, count) -> page.sample("kubelet_running_containers", label("container_state", state), count));
        page.head("kubelet_running_pods", "gauge", "Pods that have a sandbox which is ready.");
        page.sample("kubelet_running_pods", "", (double) running);
        return page.reply();
    }

    /** {@code /metrics/probes}: how the containers' probes were answered. */
    static NodeReply probes(List<PodWorker> workers) {
        MetricsPages page = new MetricsPages();
        String total = "prober_probe_total";
        String seconds = "prober_probe_duration_seconds";
        page.head(total, "counter", "Answers to the probes of a container, by their outcome.");
        for (PodWorker worker : workers) {
            worker.probeCounts().all().forEach((probe, counts) -> {
                String labels = labels(worker.pod(), probe) + ","
                        + label("pod_uid", worker.pod().uid()) + ",";
                page.sample(total, labels + label("result", "failed"), (double)
                        counts.bad().sum());
                page.sample(total, labels + label("result", "successful"), (double)
                        counts.good().sum());
            });
        }
        page.head(seconds, "histogram", "Seconds that a good answer to a probe took.");
        for (PodWorker worker : workers) {
            worker.probeCounts()
                    .all()
                    .forEach((probe, counts) -> page.histogram(seconds, labels(worker.pod(), probe), counts.nanos()));
        }
        return page.reply();
    }

    private static String labels(Pod pod, ProbeCounts.Key probe) {
        return label("container", probe.container()) + "," + label("namespace", pod.namespace()) + ","
                + label("pod", pod.name()) + "," + label("probe_type", probe.type());
    }

    /** @param nanos shown in seconds */
    private void histogram(String name, String labels, Histogram nanos) {
        long below = 0;
        long[] bounds = nanos.bounds();
        long[] counts = nanos.counts();
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            String bound = i < bounds.length ? Double.toString(bounds[i] / NANOS) : "+Inf";
            sample(name + "_bucket", labels + "," + label("le", bound), (double) below);
        }
        sample(name + "_sum", labels, nanos.sum() / NANOS);
        sample(name + "_count", labels, (double) below);
    }

    /** {@code /metrics/resource}: what autoscaling and {@code kubectl top} are made of. */
    static NodeReply resource(NodeUsage usage) {
        MetricsPages page = new MetricsPages();
        page.head("container_cpu_usage_seconds_total", "counter", "CPU time of a container, in seconds.");
        page.containers(usage, "container_cpu_usage_seconds_total", each -> each.cpuUsageNanos() / NANOS);
        page.head("container_memory_working_set_bytes", "gauge", "Working set of a container, in bytes.");
        page.containers(usage, "container_memory_working_set_bytes", ContainerStats::memoryWorkingSetBytes);
        page.head("container_start_time_seconds", "gauge", "When a container was started, in seconds since 1970.");
        for (PodUsage pod : usage.pods()) {
            for (ContainerUsage each : pod.containers()) {
                if (each.startedAt() != null) {
                    page.sample(
                            "container_start_time_seconds",
                            labels(pod, each.stats().name()),
                            each.startedAt().toEpochMilli() / 1e3);
                }
            }
        }
        usage.machine().ifPresent(machine -> {
            page.head("node_cpu_usage_seconds_total", "counter", "CPU time of the node, in seconds.");
            page.sample("node_cpu_usage_seconds_total", "", machine.cpuNanos() / NANOS, usage.time());
            page.head("node_memory_working_set_bytes", "gauge", "Working set of the node, in bytes.");
            page.sample("node_memory_working_set_bytes", "", (double) machine.memoryWorkingSetBytes(), usage.time());
        });
        page.head("pod_cpu_usage_seconds_total", "counter", "CPU time of a pod's containers, in seconds.");
        for (PodUsage pod : usage.pods()) {
            page.sample("pod_cpu_usage_seconds_total", labels(pod), pod.cpuNanos() / NANOS, pod.time());
        }
        page.head("pod_memory_working_set_bytes", "gauge", "Working set of a pod's containers, in bytes.");
        for (PodUsage pod : usage.pods()) {
            page.sample("pod_memory_working_set_bytes", labels(pod), (double) pod.memoryWorkingSetBytes(), pod.time());
        }
        page.head("resource_scrape_error", "gauge", "1 if something could not be measured, otherwise 0.");
        page.sample("resource_scrape_error", "", 0);
        return page.reply();
    }

    private interface Measure {
        double of(ContainerStats stats);
    }

    private void containers(NodeUsage usage, String name, Measure measure) {
        for (PodUsage pod : usage.pods()) {
            for (ContainerUsage each : pod.containers()) {
                ContainerStats stats = each.stats();
                sample(name, labels(pod, stats.name()), measure.of(stats), stats.time());
            }
        }
    }

    private static String labels(PodUsage pod, String container) {
        return label("container", container) + "," + labels(pod);
    }

    private static String labels(PodUsage pod) {
        return label("namespace", pod.pod().namespace()) + ","
                + label("pod", pod.pod().name());
    }

    /** Names of Kubernetes' objects have nothing in them that would have to be escaped. */
    private static String label(String name, String value) {
        return name + "=\"" + value + "\"";
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(String name, String labels, double value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
    }

    /** With the moment that it was measured at, so that rates are right however old it is when it is asked for. */
    private void sample(String name, String labels, double value, Instant measured) {
        sample(name, labels, value);
        text.setLength(text.length() - 1);
        text.append(' ').append(measured.toEpochMilli()).append('\n');
    }

    private NodeReply reply() {
        return new NodeReply(200, MEDIA_TYPE, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
