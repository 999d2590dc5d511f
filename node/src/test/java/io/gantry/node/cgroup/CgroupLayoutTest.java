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
