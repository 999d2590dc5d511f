package io.gantry.node.agent;

import java.time.Instant;

/**
 * What a machine uses now, all of its processes together.
 *
 * @param bootTime since when CPU time is counted
 * @param cpuNanos CPU time that was not idle, over all cores
 * @param memoryBytes all memory
 * @param memoryAvailableBytes what programs could still get without swapping
 * @param diskBytes size of the file system that pods write to
 * @param diskAvailableBytes what of it is left
 */
record MachineUsage(
        Instant bootTime,
        long cpuNanos,
        long memoryBytes,
        long memoryAvailableBytes,
        long diskBytes,
        long diskAvailableBytes) {
    long memoryWorkingSetBytes() {
        return memoryBytes - memoryAvailableBytes;
    }
}
