package io.gantry.node.runtime;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Limits of a container or a pod as the kernel's control groups know them. Zero and empty mean "not set".
 *
 * @param cpuShares relative weight, 2 to 262144; 1024 is one core
 * @param cpuPeriodMicros length of the period that {@code cpuQuotaMicros} counts in, usually 100,000
 * @param cpuQuotaMicros CPU time allowed in a period, over all cores; negative for no limit
 * @param memoryLimitBytes kill beyond so much
 * @param memorySwapLimitBytes memory and swap together; equal to the memory limit for no swap
 * @param oomScoreAdj -1000 to 1000, how soon the kernel kills this under memory pressure
 * @param cpusetCpus cores as a list, e.g. {@code 0-2,7}
 * @param hugepageLimits page size, e.g. {@code 2MB}, to bytes
 * @param unified cgroup v2 files to values, for kernels with the unified hierarchy only
 */
public record LinuxResources(
        long cpuShares,
        long cpuPeriodMicros,
        long cpuQuotaMicros,
        long memoryLimitBytes,
        long memorySwapLimitBytes,
        int oomScoreAdj,
        String cpusetCpus,
        String cpusetMems,
        Map<String, Long> hugepageLimits,
        Map<String, String> unified) {
    public static final LinuxResources NONE = new LinuxResources(0, 0, 0, 0, 0, 0, "", "", Map.of(), Map.of());

    public LinuxResources {
        if (oomScoreAdj < -1000 || oomScoreAdj > 1000) {
            throw new IllegalArgumentException("oomScoreAdj is -1000 to 1000, not " + oomScoreAdj);
        }
        hugepageLimits = Collections.unmodifiableSortedMap(new TreeMap<>(hugepageLimits));
        unified = Collections.unmodifiableSortedMap(new TreeMap<>(unified));
    }
}
