package io.gantry.node.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.node.runtime.LinuxResources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupLayoutTest {
    private static final LinuxResources LIMITS =
            new LinuxResources(512, 100_000, 50_000, 64L << 20, 0, 0, "", "", Map.of(), Map.of());

    @Test
    void podsStandBelowTheirClass() {
        var layout = new CgroupLayout("gantry-x");
        assertThat(layout.pod(QosClass.GUARANTEED, "u1")).isEqualTo("/gantry-x/podu1");
        assertThat(layout.pod(QosClass.BURSTABLE, "u2")).isEqualTo("/gantry-x/burstable/podu2");
        assertThat(layout.pod(QosClass.BEST_EFFORT, "u3")).isEqualTo("/gantry-x/besteffort/podu3");
    }

    @Test
    void unifiedTreePassesControllersDownAndHasItsOwnFiles(@TempDir Path mount) throws Exception {
        for (var group : new String[] {"", "n", "n/burstable", "n/burstable/podu", "n/besteffort"}) {
            Files.createDirectories(mount.resolve(group));
            Files.writeString(mount.resolve(group).resolve("cgroup.controllers"), "cpu memory\n");
            Files.writeString(mount.resolve(group).resolve("cpu.weight"), "");
            Files.writeString(mount.resolve(group).resolve("cpu.max"), "");
            Files.writeString(mount.resolve(group).resolve("memory.max"), "");
        }
        var layout = new CgroupLayout(mount, "n");
        layout.create();
        layout.createPod(QosClass.BURSTABLE, "u", LIMITS);
        assertThat(layout.unified()).isTrue();
        assertThat(mount.resolve("n/burstable/cgroup.subtree_control")).hasContent("+memory");
        assertThat(mount.resolve("n/burstable/podu/cpu.weight")).hasContent("20");
        assertThat(mount.resolve("n/burstable/podu/cpu.max")).hasContent("50000 100000");
        assertThat(mount.resolve("n/burstable/podu/memory.max")).hasContent("67108864");
        assertThat(mount.resolve("n/besteffort/cpu.weight")).hasContent("1");
    }

    @Test
    void limitsOfAPodCanBeReadAndChangedInVersionTwo(@TempDir Path mount) throws Exception {
        Path pod = Files.createDirectories(mount.resolve("n/burstable/podu"));
        Files.writeString(mount.resolve("cgroup.controllers"), "cpu memory\n");
        Files.writeString(pod.resolve("cpu.weight"), "20\n");
        Files.writeString(pod.resolve("cpu.max"), "max 100000\n");
        Files.writeString(pod.resolve("memory.max"), "max\n");
        var layout = new CgroupLayout(mount, "n");
        var before = layout.podLimits(QosClass.BURSTABLE, "u");
        assertThat(before.cpuQuotaMicros()).isZero();
        assertThat(before.memoryLimitBytes()).isZero();
        assertThat(CgroupMath.weight(before.cpuShares())).isEqualTo(20);
        layout.setPodMemory(QosClass.BURSTABLE, "u", 4096);
        layout.setPodCpuLimit(QosClass.BURSTABLE, "u", 50_000, 100_000);
        layout.setPodShares(QosClass.BURSTABLE, "u", 1024);
        assertThat(pod.resolve("cpu.max")).hasContent("50000 100000");
        assertThat(pod.resolve("cpu.weight")).hasContent("39");
        var after = layout.podLimits(QosClass.BURSTABLE, "u");
        assertThat(after.cpuQuotaMicros()).isEqualTo(50_000);
        assertThat(after.memoryLimitBytes()).isEqualTo(4096);
        assertThat(layout.podLimits(QosClass.BURSTABLE, "gone")).isNull();
        assertThat(CgroupLayout.simulated("n").podLimits(QosClass.BURSTABLE, "u"))
                .isNull();
    }

    @Test
    void limitsOfAPodCanBeReadAndChangedInVersionOne(@TempDir Path mount) throws Exception {
        Path cpu = Files.createDirectories(mount.resolve("cpu/n/podu"));
        Path memory = Files.createDirectories(mount.resolve("memory/n/podu"));
        Files.writeString(cpu.resolve("cpu.shares"), "512\n");
        Files.writeString(cpu.resolve("cpu.cfs_period_us"), "100000\n");
        Files.writeString(cpu.resolve("cpu.cfs_quota_us"), "-1\n");
        Files.writeString(memory.resolve("memory.limit_in_bytes"), "9223372036854771712\n");
        var layout = new CgroupLayout(mount, "n");
        var before = layout.podLimits(QosClass.GUARANTEED, "u");
        assertThat(before).isEqualTo(new LinuxResources(512, 100_000, 0, 0, 0, 0, "", "", Map.of(), Map.of()));
        layout.setPodMemory(QosClass.GUARANTEED, "u", 4096);
        layout.setPodCpuLimit(QosClass.GUARANTEED, "u", 50_000, 100_000);
        layout.setPodShares(QosClass.GUARANTEED, "u", 1024);
        assertThat(layout.podLimits(QosClass.GUARANTEED, "u"))
                .isEqualTo(new LinuxResources(1024, 100_000, 50_000, 4096, 0, 0, "", "", Map.of(), Map.of()));
    }

    @Property
    void requestsComeBackFromShares(@ForAll @LongRange(min = 3, max = 256_000) long milliCpu) {
        assertThat(CgroupMath.milliCpuOfShares(CgroupMath.shares(milliCpu))).isEqualTo(milliCpu);
    }

    @Test
    @Tag("real")
    void limitsReachTheKernel() throws Exception {
        var possible = Files.isWritable(Path.of("/sys/fs/cgroup/memory"));
        if (!possible) {
            System.out.println("SKIPPED: needs root and cgroup version 1");
        }
        Assumptions.assumeTrue(possible, "needs root and cgroup version 1");
        var layout = new CgroupLayout("gantry-test-" + ProcessHandle.current().pid());
        try {
            layout.create();
            layout.createPod(QosClass.BURSTABLE, "u", LIMITS);
            var pod = layout.pod(QosClass.BURSTABLE, "u");
            assertThat(layout.file("cpu", pod, "cpu.shares")).hasContent("512");
            assertThat(layout.file("cpu", pod, "cpu.cfs_quota_us")).hasContent("50000");
            assertThat(layout.file("memory", pod, "memory.limit_in_bytes")).hasContent("67108864");
            layout.removePod(QosClass.BURSTABLE, "u");
            layout.removePod(QosClass.BURSTABLE, "u");
            assertThat(layout.file("cpu", pod, "cpu.shares")).doesNotExist();
        } finally {
            layout.removeAll();
        }
        assertThat(layout.file("memory", layout.pod(QosClass.GUARANTEED, "x"), "")
                        .getParent())
                .doesNotExist();
    }

    @Property
    void burstableIsKilledAfterBestEffortAndBeforeGuaranteed(
            @ForAll @LongRange(min = 0, max = 1L << 40) long request,
            @ForAll @LongRange(min = 1 << 20, max = 1L << 40) long memory) {
        assertThat(CgroupMath.oomScoreAdj(QosClass.BURSTABLE, request, memory))
                .isBetween(
                        CgroupMath.oomScoreAdj(QosClass.GUARANTEED, 0, memory) + 1,
                        CgroupMath.oomScoreAdj(QosClass.BEST_EFFORT, 0, memory) - 1);
    }

    @Test
    void amountsBecomeTheKernelsNumbers() {
        assertThat(CgroupMath.shares(0)).isEqualTo(2);
        assertThat(CgroupMath.shares(1000)).isEqualTo(1024);
        assertThat(CgroupMath.shares(1_000_000)).isEqualTo(262_144);
        assertThat(CgroupMath.quotaMicros(0)).isZero();
        assertThat(CgroupMath.quotaMicros(1)).isEqualTo(1000);
        assertThat(CgroupMath.quotaMicros(2500)).isEqualTo(250_000);
        assertThat(CgroupMath.weight(2)).isEqualTo(1);
        assertThat(CgroupMath.weight(1024)).isEqualTo(39);
        assertThat(CgroupMath.weight(262_144)).isEqualTo(10_000);
    }
}
