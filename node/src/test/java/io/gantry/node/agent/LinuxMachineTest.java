package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.types.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class LinuxMachineTest {
    @TempDir
    Path directory;

    @Test
    void hugePagesOfEverySize() throws IOException {
        Files.writeString(
                Files.createDirectories(directory.resolve("hugepages-2048kB")).resolve("nr_hugepages"), "3\n");
        Files.writeString(
                Files.createDirectories(directory.resolve("hugepages-1048576kB"))
                        .resolve("nr_hugepages"),
                "0\n");
        assertThat(LinuxMachine.hugePages(directory))
                .isEqualTo(Map.of("hugepages-2Mi", Quantity.parse("6Mi"), "hugepages-1Gi", Quantity.parse("0")));
        assertThat(LinuxMachine.hugePages(directory.resolve("absent"))).isEmpty();
    }

    @Test
    void whatTheMachineUses() {
        assertThat(LinuxMachine.usage(
                        List.of("cpu  100 20 30 4000 500 6 7 8 9 10", "cpu0 1 1 1 1 1 1 1 1 1 1", "btime 1700000000"),
                        List.of("MemTotal:       2000 kB", "MemFree:  100 kB", "MemAvailable:    500 kB"),
                        1000,
                        400))
                .isEqualTo(new MachineUsage(
                        Instant.ofEpochSecond(1_700_000_000L), 1_710_000_000L, 2_048_000, 512_000, 1000, 400));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void useOfAMachineThatRunsTests() throws IOException {
        MachineUsage usage = new LinuxMachine(directory, 110).usage().orElseThrow();
        assertThat(usage.cpuNanos()).isPositive();
        assertThat(usage.memoryWorkingSetBytes()).isBetween(1L, usage.memoryBytes());
        assertThat(usage.diskAvailableBytes()).isLessThanOrEqualTo(usage.diskBytes());
        assertThat(usage.bootTime()).isAfter(Instant.EPOCH);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void processesOfAMachineThatRunsTests() throws IOException {
        assertThat(new LinuxMachine(directory, 110).pressure()).doesNotContain("PIDPressure");
    }

    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "mounts a file system")
    void aDiskThatIsNearlyFull() throws IOException {
        Path disk = Files.createDirectory(directory.toRealPath().resolve("disk"));
        Mounts.tmpfs(disk, 10 * 1024 * 1024);
        try {
            assertThat(new LinuxMachine(disk, 110).pressure()).doesNotContain("DiskPressure");
            Files.write(disk.resolve("big"), new byte[9_600_000]);
            assertThat(new LinuxMachine(disk, 110).pressure()).contains("DiskPressure");
        } finally {
            Mounts.unmount(disk);
        }
    }
}
