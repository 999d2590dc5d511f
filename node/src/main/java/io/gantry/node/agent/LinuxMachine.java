package io.gantry.node.agent;

import io.gantry.api.core.v1.NodeSystemInfo;
import io.gantry.api.types.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the machine is and has, read from its own files. */
final class LinuxMachine implements Machine {
    private final Path disk;
    private final int maxPods;

    /** @param disk any directory on the file system that pods write to */
    LinuxMachine(Path disk, int maxPods) {
        this.disk = disk;
        this.maxPods = maxPods;
    }

    @Override
    public NodeResources resources() throws IOException {
        long memory = 0;
        for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
            if (line.startsWith("MemTotal:")) {
                memory = Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        long storage = Files.getFileStore(disk).getTotalSpace();
        int cores = Runtime.getRuntime().availableProcessors();
        Map<String, Quantity> capacity = Map.of(
                "cpu", Quantity.ofLong(cores),
                "memory", Quantity.ofBinary(memory),
                "ephemeral-storage", Quantity.ofBinary(storage),
                "pods", Quantity.ofLong(maxPods));
        // As the kubelet leaves them by default: 100 MiB of memory and a tenth of the disk for the machine itself.
        Map<String, Quantity> allocatable = Map.of(
                "cpu", Quantity.ofLong(cores),
                "memory", Quantity.ofBinary(Math.max(0, memory - 100L * 1024 * 1024)),
                "ephemeral-storage", Quantity.ofBinary(storage / 10 * 9),
                "pods", Quantity.ofLong(maxPods));
        return new NodeResources(capacity, allocatable);
    }

    @Override
    public NodeSystemInfo info(String runtimeVersion, String version) throws IOException {
        return new NodeSystemInfo(
                text("/etc/machine-id"),
                text("/sys/class/dmi/id/product_uuid"),
                text("/proc/sys/kernel/random/boot_id"),
                text("/proc/sys/kernel/osrelease"),
                operatingSystem(),
                runtimeVersion,
                version,
                version,
                "linux",
                Machine.architecture(),
                null);
    }

    private static String operatingSystem() throws IOException {
        Path file = Path.of("/etc/os-release");
        if (Files.isReadable(file)) {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("PRETTY_NAME=")) {
                    return line.substring("PRETTY_NAME=".length()).replace("\"", "");
                }
            }
        }
        return "Linux";
    }

    private static String text(String file) throws IOException {
        Path path = Path.of(file);
        return Files.isReadable(path) ? Files.readString(path).strip() : "";
    }
}
