package io.gantry.node.agent;

import io.gantry.api.core.v1.Pod;
import io.gantry.node.agent.NodeUsage.ContainerUsage;
import io.gantry.node.agent.NodeUsage.PodUsage;
import io.gantry.node.runtime.ContainerStats;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The document of {@code /stats/summary}, of the kubelet's API {@code stats/v1alpha1}. What this node does not measure
 * (rates, networks, volumes) is left out, as each of its fields may be.
 */
final class StatsSummary {
    private StatsSummary() {}

    /** @param brief without file systems */
    static Map<String, Object> of(NodeUsage usage, boolean brief) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("nodeName", usage.node());
        usage.machine().ifPresent(machine -> {
            node.put("startTime", text(machine.bootTime()));
            node.put("cpu", Map.of("time", text(usage.time()), "usageCoreNanoSeconds", machine.cpuNanos()));
            Map<String, Object> memory = new LinkedHashMap<>();
            memory.put("time", text(usage.time()));
            memory.put("availableBytes", machine.memoryAvailableBytes());
            memory.put("workingSetBytes", machine.memoryWorkingSetBytes());
            node.put("memory", memory);
            if (!brief) {
                Map<String, Object> disk = new LinkedHashMap<>();
                disk.put("time", text(usage.time()));
                disk.put("availableBytes", machine.diskAvailableBytes());
                disk.put("capacityBytes", machine.diskBytes());
                disk.put("usedBytes", machine.diskBytes() - machine.diskAvailableBytes());
                node.put("fs", disk);
            }
        });
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("node", node);
        summary.put("pods", usage.pods().stream().map(each -> pod(each, brief)).toList());
        return summary;
    }

    private static Map<String, Object> pod(PodUsage usage, boolean brief) {
        Pod pod = usage.pod();
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("name", pod.name());
        reference.put("namespace", pod.namespace());
        reference.put("uid", pod.uid());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("podRef", reference);
        fields.put("startTime", text(pod.status().startTime()));
        fields.put(
                "containers",
                usage.containers().stream().map(each -> container(each, brief)).toList());
        fields.put("cpu", Map.of("time", text(usage.time()), "usageCoreNanoSeconds", usage.cpuNanos()));
        fields.put("memory", Map.of("time", text(usage.time()), "workingSetBytes", usage.memoryWorkingSetBytes()));
        return fields;
    }

    private static Map<String, Object> container(ContainerUsage usage, boolean brief) {
        ContainerStats stats = usage.stats();
        String time = text(stats.time());
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("time", time);
        memory.put("usageBytes", stats.memoryUsageBytes());
        memory.put("workingSetBytes", stats.memoryWorkingSetBytes());
        memory.put("rssBytes", stats.memoryRssBytes());
        memory.put("pageFaults", stats.pageFaults());
        memory.put("majorPageFaults", stats.majorPageFaults());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", stats.name());
        fields.put("startTime", text(usage.startedAt()));
        fields.put("cpu", Map.of("time", time, "usageCoreNanoSeconds", stats.cpuUsageNanos()));
        fields.put("memory", memory);
        if (!brief) {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("time", time);
            written.put("usedBytes", stats.writableLayerBytes());
            written.put("inodesUsed", stats.writableLayerInodes());
            fields.put("rootfs", written);
        }
        return fields;
    }

    /** As Go writes a time that may be unknown. */
    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
