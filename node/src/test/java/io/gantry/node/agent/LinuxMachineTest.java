package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.types.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
