package io.gantry.node.cgroup;

/** From Kubernetes' resource amounts to the kernel's numbers. The constants are the kernel's limits and Kubernetes' choices. */
public final class CgroupMath {
    /** Length of the CPU period that Kubernetes always uses, in microseconds. */
    public static final long CPU_PERIOD_MICROS = 100_000;

    /** What a cgroup without requests gets. */
    public static final long MIN_SHARES = 2;

    private static final long MAX_SHARES = 262_144;
    private static final long SHARES_PER_CPU = 1024;
    private static final long MILLIS_PER_CPU = 1000;
    private static final long MIN_QUOTA_MICROS = 1000;

    private static final int GUARANTEED_OOM_SCORE = -997;
    private static final int BEST_EFFORT_OOM_SCORE = 1000;

    private CgroupMath() {}

    /** Relative weight of a CPU request in thousandths of a core. */
    public static long shares(long milliCpu) {
        return milliCpu <= 0
                ? MIN_SHARES
                : Math.clamp(milliCpu * SHARES_PER_CPU / MILLIS_PER_CPU, MIN_SHARES, MAX_SHARES);
    }

    /** CPU time in a period for a CPU limit in thousandths of a core; 0, meaning none, for no limit. */
    public static long quotaMicros(long milliCpu) {
        return milliCpu <= 0 ? 0 : Math.max(MIN_QUOTA_MICROS, milliCpu * CPU_PERIOD_MICROS / MILLIS_PER_CPU);
    }

    /** The smallest CPU request in thousandths of a core that has so many shares. */
    public static long milliCpuOfShares(long shares) {
        return shares <= MIN_SHARES ? 0 : (shares * MILLIS_PER_CPU + SHARES_PER_CPU - 1) / SHARES_PER_CPU;
    }

    /** The CPU limit in thousandths of a core; 0, meaning none, for no quota. */
    public static long milliCpuOfQuota(long quotaMicros, long periodMicros) {
        return quotaMicros <= 0
                ? 0
                : quotaMicros * MILLIS_PER_CPU / (periodMicros > 0 ? periodMicros : CPU_PERIOD_MICROS);
    }

    /** cgroup v2's {@code cpu.weight} (1 to 10000) for v1's shares (2 to 262144), as runtimes convert it. */
    public static long weight(long shares) {
        return 1 + (shares - MIN_SHARES) * 9999 / (MAX_SHARES - MIN_SHARES);
    }

    /** About the shares that have such a weight. */
    static long sharesOfWeight(long weight) {
        return MIN_SHARES + ((weight - 1) * (MAX_SHARES - MIN_SHARES) + 9998) / 9999;
    }

    /**
     * How soon the kernel kills a container under memory pressure.
     *
     * @param memoryRequestBytes the container's request
     * @param nodeMemoryBytes the machine's memory
     */
    public static int oomScoreAdj(QosClass qos, long memoryRequestBytes, long nodeMemoryBytes) {
        return switch (qos) {
            case GUARANTEED -> GUARANTEED_OOM_SCORE;
            case BEST_EFFORT -> BEST_EFFORT_OOM_SCORE;
            case BURSTABLE -> {
                // The more it asked for, the later; never as late as Guaranteed, never as soon as BestEffort.
                var score = 1000 - 1000 * memoryRequestBytes / nodeMemoryBytes;
                yield Math.clamp(score, 1000 + GUARANTEED_OOM_SCORE, BEST_EFFORT_OOM_SCORE - 1);
            }
        };
    }
}
