package io.gantry.node.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.node.pod.ResizePlan.Change;
import io.gantry.node.pod.ResizePlan.ContainerLimits;
import io.gantry.node.pod.ResizePlan.PodCpuLimit;
import io.gantry.node.pod.ResizePlan.PodCpuShares;
import io.gantry.node.pod.ResizePlan.PodMemory;
import io.gantry.node.runtime.LinuxResources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResizePlanTest {
    private static LinuxResources limits(long shares, long quota, long memory) {
        return new LinuxResources(shares, 100_000, quota, memory, memory, 0, "", "", Map.of(), Map.of());
    }

    private static Change change(String name, LinuxResources now, LinuxResources then) {
        return new Change(name, "id-" + name, now, then);
    }

    private static ContainerLimits set(String name, LinuxResources limits) {
        return new ContainerLimits(name, "id-" + name, limits);
    }

    @Test
    void thePodGrowsBeforeItsContainers() {
        LinuxResources now = limits(100, 10_000, 1000);
        LinuxResources then = limits(200, 20_000, 2000);
        assertThat(ResizePlan.steps(now, then, List.of(change("a", now, then))))
                .containsExactly(
                        new PodMemory(2000),
                        set("a", limits(100, 10_000, 2000)),
                        new PodCpuLimit(then),
                        new PodCpuShares(200),
                        set("a", then));
    }

    @Test
    void thePodShrinksAfterItsContainers() {
        LinuxResources now = limits(200, 20_000, 2000);
        LinuxResources then = limits(100, 10_000, 1000);
        assertThat(ResizePlan.steps(now, then, List.of(change("a", now, then))))
                .containsExactly(
                        set("a", limits(200, 20_000, 1000)),
                        new PodMemory(1000),
                        set("a", then),
                        new PodCpuShares(100),
                        new PodCpuLimit(then));
    }

    @Test
    void whoGivesComesBeforeWhoTakes() {
        LinuxResources pod = limits(300, 30_000, 3000);
        LinuxResources small = limits(100, 10_000, 1000);
        LinuxResources large = limits(200, 20_000, 2000);
        assertThat(ResizePlan.steps(pod, pod, List.of(change("a", small, large), change("b", large, small))))
                .containsExactly(
                        set("b", limits(200, 20_000, 1000)),
                        set("a", limits(100, 10_000, 2000)),
                        set("b", small),
                        set("a", large));
    }

    @Test
    void requestsAloneChangeNoLimit() {
        LinuxResources now = limits(100, 0, 0);
        LinuxResources then = limits(50, 0, 0);
        assertThat(ResizePlan.steps(limits(100, 0, 0), then, List.of(change("a", now, then))))
                .containsExactly(set("a", then), new PodCpuShares(50));
        assertThat(ResizePlan.lowersMemory(now, then, List.of(change("a", now, then))))
                .isFalse();
    }

    @Test
    void aFirstLimitIsADecrease() {
        LinuxResources now = limits(100, 0, 0);
        LinuxResources then = limits(100, 10_000, 1000);
        assertThat(ResizePlan.steps(now, then, List.of(change("a", now, then))))
                .containsExactly(
                        set("a", limits(100, 0, 1000)), new PodMemory(1000), set("a", then), new PodCpuLimit(then));
        assertThat(ResizePlan.lowersMemory(now, then, List.of(change("a", now, then))))
                .isTrue();
    }

    @Test
    void withoutAGroupOnlyContainersChange() {
        LinuxResources now = limits(100, 10_000, 1000);
        LinuxResources then = limits(200, 20_000, 1000);
        assertThat(ResizePlan.steps(null, then, List.of(change("a", now, then))))
                .containsExactly(set("a", then));
        assertThat(ResizePlan.steps(null, then, List.of())).isEmpty();
        assertThat(ResizePlan.steps(now, now, List.of(change("a", now, now)))).isEmpty();
    }

    @Test
    void whatIsInUseIsNotTakenAway() {
        LinuxResources now = limits(100, 10_000, 2000);
        LinuxResources then = limits(100, 10_000, 1000);
        List<Change> changes = List.of(change("a", now, then));
        assertThat(ResizePlan.refusal(now, then, changes, Map.of("a", 999L))).isNull();
        assertThat(ResizePlan.refusal(now, then, changes, Map.of("a", 1500L)))
                .isEqualTo("cannot decrease memory limits: [attempting to set pod memory limit (1000) below current"
                        + " usage (1500), attempting to set container \"a\" memory limit (1000) below current usage"
                        + " (1500)]");
        assertThat(ResizePlan.refusal(null, then, changes, Map.of("a", 1500L)))
                .isEqualTo("cannot decrease memory limits: attempting to set container \"a\" memory limit (1000) below"
                        + " current usage (1500)");
        assertThat(ResizePlan.refusal(null, then, changes, Map.of()))
                .isEqualTo("cannot decrease memory limits: missing container \"a\" memory usage");
        assertThat(ResizePlan.refusal(then, now, List.of(change("a", then, now)), Map.of("a", 1500L)))
                .isNull();
    }
}
