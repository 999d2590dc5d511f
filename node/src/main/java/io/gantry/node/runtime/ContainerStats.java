package io.gantry.node.runtime;

import java.time.Instant;
import java.util.Map;

/**
 * What a container uses. Values that the runtime does not tell are 0.
 *
 * @param cpuUsageNanos CPU time since it started, over all cores
 * @param memoryWorkingSetBytes memory that cannot be dropped under pressure: what limits and evictions count
 * @param writableLayerBytes what it wrote into its own root filesystem
 */
public record ContainerStats(
        String containerId,
        String name,
        Map<String, String> labels,
        Instant time,
        long cpuUsageNanos,
        long memoryWorkingSetBytes,
        long memoryUsageBytes,
        long memoryRssBytes,
        long pageFaults,
        long majorPageFaults,
        long writableLayerBytes,
        long writableLayerInodes) {
    public ContainerStats {
        labels = Map.copyOf(labels);
    }
}
