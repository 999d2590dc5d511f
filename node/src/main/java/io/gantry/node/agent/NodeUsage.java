package io.gantry.node.agent;

import io.gantry.api.core.v1.Pod;
import io.gantry.node.pod.ObservedContainer;
import io.gantry.node.runtime.ContainerFilter;
import io.gantry.node.runtime.ContainerStats;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node and its pods use at one moment. A pod uses what its running containers use together.
 *
 * @param machine empty for a simulated node
 * @param pods those with running containers, by namespace and name
 */
record NodeUsage(String node, Instant time, Optional<MachineUsage> machine, List<PodUsage> pods) {
    NodeUsage {
        pods = List.copyOf(pods);
    }

    /** @param containers by name, never empty */
    record PodUsage(Pod pod, List<ContainerUsage> containers) {
        PodUsage {
            containers = List.copyOf(containers);
        }

        long cpuNanos() {
            return containers.stream()
                    .mapToLong(each -> each.stats().cpuUsageNanos())
                    .sum();
        }

        long memoryWorkingSetBytes() {
            return containers.stream()
                    .mapToLong(each -> each.stats().memoryWorkingSetBytes())
                    .sum();
        }

        /** When the last of the containers was measured. */
        Instant time() {
            return containers.stream()
                    .map(each -> each.stats().time())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    record ContainerUsage(ContainerStats stats, @Nullable Instant startedAt) {}

    static NodeUsage observe(AgentContext context, List<PodWorker> workers) throws IOException, InterruptedException {
        Map<String, List<ContainerStats>> byPod = new HashMap<>();
        for (ContainerStats stats : context.runtime().listContainerStats(ContainerFilter.ALL)) {
            byPod.computeIfAbsent(stats.labels().getOrDefault("io.kubernetes.pod.uid", ""), _ -> new ArrayList<>())
                    .add(stats);
        }
        List<PodUsage> pods = new ArrayList<>();
        for (PodWorker worker : workers) {
            List<ContainerUsage> containers = new ArrayList<>();
            for (ContainerStats stats : byPod.getOrDefault(worker.pod().uid(), List.of())) {
                ObservedContainer newest = worker.observed().newest(stats.name());
                // Of an attempt that is over, the runtime may still tell what it used.
                if (newest != null && newest.status().id().equals(stats.containerId())) {
                    containers.add(new ContainerUsage(stats, newest.status().startedAt()));
                }
            }
            containers.sort(Comparator.comparing(each -> each.stats().name()));
            if (!containers.isEmpty()) {
                pods.add(new PodUsage(worker.pod(), containers));
            }
        }
        return new NodeUsage(
                context.config().name(),
                context.config().time().now(),
                context.machine().usage(),
                pods);
    }
}
