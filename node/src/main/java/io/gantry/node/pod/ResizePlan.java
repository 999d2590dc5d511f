package io.gantry.node.pod;

import io.gantry.node.runtime.LinuxResources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * In which order the limits of a pod's group and of its containers change, so that the group always holds what the
 * containers may take: it grows before them and shrinks after them. Memory first, then CPU, as the kubelet does. Pure.
 */
public final class ResizePlan {
    /** One write; each can be repeated. */
    public sealed interface Step {}

    /** The most memory that the pod's group may take, in bytes. */
    public record PodMemory(long bytes) implements Step {}

    /** CPU time of the pod's group: quota and period of the given resources. */
    public record PodCpuLimit(LinuxResources limits) implements Step {}

    /** The pod's weight against other pods. */
    public record PodCpuShares(long shares) implements Step {}

    /** All limits of one container. */
    public record ContainerLimits(String name, String containerId, LinuxResources limits) implements Step {}

    /** A container that goes on while its limits change. */
    public record Change(String name, String containerId, LinuxResources now, LinuxResources then) {}

    private ResizePlan() {}

    /**
     * @param podNow what the pod's group has; {@code null} when there is no group
     * @param podThen what it shall have; a limit that is not set stays as it is
     */
    public static List<Step> steps(@Nullable LinuxResources podNow, LinuxResources podThen, List<Change> changes) {
        List<Step> steps = new ArrayList<>();
        memory(podNow, podThen, changes, steps);
        cpu(podNow, podThen, changes, steps);
        return steps;
    }

    private static void memory(
            @Nullable LinuxResources podNow, LinuxResources podThen, List<Change> changes, List<Step> steps) {
        PodMemory pod =
                podNow == null || podThen.memoryLimitBytes() <= 0 ? null : new PodMemory(podThen.memoryLimitBytes());
        int direction = podNow == null ? 0 : Long.compare(memory(podThen), memory(podNow));
        if (pod != null && direction > 0) {
            steps.add(pod);
        }
        for (Change change : sorted(changes, ResizePlan::memory)) {
            if (memory(change.then()) != memory(change.now())) {
                steps.add(new ContainerLimits(
                        change.name(), change.containerId(), withCpuOf(change.then(), change.now())));
            }
        }
        if (pod != null && direction < 0) {
            steps.add(pod);
        }
    }

    private static void cpu(
            @Nullable LinuxResources podNow, LinuxResources podThen, List<Change> changes, List<Step> steps) {
        PodCpuLimit limit = podNow == null || podThen.cpuQuotaMicros() <= 0 ? null : new PodCpuLimit(podThen);
        int direction = podNow == null ? 0 : Long.compare(cpu(podThen), cpu(podNow));
        int shares = podNow == null ? 0 : Long.compare(podThen.cpuShares(), podNow.cpuShares());
        if (limit != null && direction > 0) {
            steps.add(limit);
        }
        if (shares > 0) {
            steps.add(new PodCpuShares(podThen.cpuShares()));
        }
        boolean sameLimits = changes.stream().allMatch(change -> cpu(change.then()) == cpu(change.now()));
        for (Change change : sorted(changes, sameLimits ? LinuxResources::cpuShares : ResizePlan::cpu)) {
            if (cpu(change.then()) != cpu(change.now())
                    || change.then().cpuShares() != change.now().cpuShares()) {
                steps.add(new ContainerLimits(change.name(), change.containerId(), change.then()));
            }
        }
        if (shares < 0) {
            steps.add(new PodCpuShares(podThen.cpuShares()));
        }
        if (limit != null && direction < 0) {
            steps.add(limit);
        }
    }

    /** Who gives comes before who takes. */
    private static List<Change> sorted(List<Change> changes, ToLongFunction<LinuxResources> amount) {
        return changes.stream()
                .sorted(Comparator.comparingInt((Change change) ->
                        Long.compare(amount.applyAsLong(change.then()), amount.applyAsLong(change.now()))))
                .toList();
    }

    /** No limit is more than any. */
    private static long memory(LinuxResources limits) {
        return limits.memoryLimitBytes() > 0 ? limits.memoryLimitBytes() : Long.MAX_VALUE;
    }

    /** Micros in a period of 100 ms, so that other periods compare. */
    private static long cpu(LinuxResources limits) {
        if (limits.cpuQuotaMicros() <= 0) {
            return Long.MAX_VALUE;
        }
        long period = limits.cpuPeriodMicros() > 0 ? limits.cpuPeriodMicros() : 100_000;
        return limits.cpuQuotaMicros() * 100_000 / period;
    }

    private static LinuxResources withCpuOf(LinuxResources limits, LinuxResources cpu) {
        return new LinuxResources(
                cpu.cpuShares(),
                cpu.cpuPeriodMicros(),
                cpu.cpuQuotaMicros(),
                limits.memoryLimitBytes(),
                limits.memorySwapLimitBytes(),
                limits.oomScoreAdj(),
                limits.cpusetCpus(),
                limits.cpusetMems(),
                limits.hugepageLimits(),
                limits.unified());
    }

    /** Whether some memory limit becomes lower, which must not be below what is in use. */
    public static boolean lowersMemory(@Nullable LinuxResources podNow, LinuxResources podThen, List<Change> changes) {
        return lowers(podNow, podThen) || changes.stream().anyMatch(change -> lowers(change.now(), change.then()));
    }

    private static boolean lowers(@Nullable LinuxResources now, LinuxResources then) {
        return now != null && then.memoryLimitBytes() > 0 && memory(then) < memory(now);
    }

    /**
     * Why memory limits cannot be lowered, in the kubelet's words; {@code null} when they can.
     *
     * @param usage bytes that each running container of the pod uses, by name
     */
    public static @Nullable String refusal(
            @Nullable LinuxResources podNow, LinuxResources podThen, List<Change> changes, Map<String, Long> usage) {
        List<String> refusals = new ArrayList<>();
        long used = usage.values().stream().mapToLong(Long::longValue).sum();
        if (lowers(podNow, podThen) && used >= podThen.memoryLimitBytes()) {
            refusals.add("attempting to set pod memory limit (" + podThen.memoryLimitBytes() + ") below current usage ("
                    + used + ")");
        }
        for (Change change : changes) {
            if (!lowers(change.now(), change.then())) {
                continue;
            }
            Long own = usage.get(change.name());
            if (own == null) {
                refusals.add("missing container \"" + change.name() + "\" memory usage");
            } else if (own >= change.then().memoryLimitBytes()) {
                refusals.add("attempting to set container \"" + change.name() + "\" memory limit ("
                        + change.then().memoryLimitBytes() + ") below current usage (" + own + ")");
            }
        }
        if (refusals.isEmpty()) {
            return null;
        }
        String all = String.join(", ", refusals);
        return "cannot decrease memory limits: " + (refusals.size() == 1 ? all : "[" + all + "]");
    }
}
