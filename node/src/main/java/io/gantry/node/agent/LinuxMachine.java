package io.gantry.node.agent;

import io.gantry.api.core.v1.NodeSystemInfo;
import io.gantry.api.types.Quantity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the machine is and has, read from its own files. */
final class LinuxMachine implements Machine {
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final long NANOS_PER_HUNDREDTH = 10_000_000;
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/hugepages");
    private static final long MEMORY_RESERVE = 100L * 1024 * 1024;
    private static final long DISK_RESERVE = 2L * 1024 * 1024 * 1024;

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
        for (String line : Files.readAllLines(MEMORY)) {
            if (line.startsWith("MemTotal:")) {
                memory = digits(line) * 1024;
            }
        }
        long storage = Files.getFileStore(disk).getTotalSpace();
        int cores = Runtime.getRuntime().availableProcessors();
        Map<String, Quantity> huge = hugePages(HUGE_PAGES);
        Map<String, Quantity> capacity = new HashMap<>(huge);
        capacity.put("cpu", Quantity.ofLong(cores));
        capacity.put("memory", Quantity.ofBinary(memory));
        capacity.put("ephemeral-storage", Quantity.ofBinary(storage));
        capacity.put("pods", Quantity.ofLong(maxPods));
        // As the kubelet leaves them by default: 100 MiB of memory and a tenth of the disk for the machine itself.
        long set = huge.values().stream().mapToLong(Quantity::value).sum();
        Map<String, Quantity> allocatable = new HashMap<>(capacity);
        allocatable.put("memory", Quantity.ofBinary(Math.max(0, memory - set - MEMORY_RESERVE)));
        allocatable.put("ephemeral-storage", Quantity.ofBinary(storage / 10 * 9));
        return new NodeResources(capacity, allocatable);
    }

    /** Memory that is set aside in pages of each size that the kernel knows: {@code hugepages-2Mi} and the like. */
    static Map<String, Quantity> hugePages(Path directory) throws IOException {
        Map<String, Quantity> pages = new HashMap<>();
        if (Files.isDirectory(directory)) {
            try (var sizes = Files.newDirectoryStream(directory, "hugepages-*kB")) {
                for (Path size : sizes) {
                    long bytes = 1024 * digits(String.valueOf(size.getFileName()));
                    long count = digits(Files.readString(size.resolve("nr_hugepages")));
                    pages.put("hugepages-" + Quantity.ofBinary(bytes), Quantity.ofBinary(count * bytes));
                }
            }
        }
        return pages;
    }

    /** By the kubelet's thresholds; of a large disk a few gibibytes are enough. */
    @Override
    public Set<String> pressure() throws IOException {
        Set<String> pressure = new TreeSet<>();
        for (String line : Files.readAllLines(MEMORY)) {
            if (line.startsWith("MemAvailable:") && digits(line) * 1024 < MEMORY_RESERVE) {
                pressure.add("MemoryPressure");
            }
        }
        FileStore store = Files.getFileStore(disk);
        if (store.getUsableSpace() < Math.min(store.getTotalSpace() / 10, DISK_RESERVE)) {
            pressure.add("DiskPressure");
        }
        long limit = digits(firstLine(Path.of("/proc/sys/kernel/pid_max")));
        String load = firstLine(Path.of("/proc/loadavg")); // 0.1 0.2 0.3 RUNNING/ALL LAST
        long processes = digits(load.substring(load.indexOf('/') + 1).split(" ", 2)[0]);
        if (limit - processes < limit / 10) {
            pressure.add("PIDPressure");
        }
        return pressure;
    }

    @Override
    public Optional<MachineUsage> usage() throws IOException {
        FileStore store = Files.getFileStore(disk);
        return Optional.of(usage(
                Files.readAllLines(STATISTICS),
                Files.readAllLines(MEMORY),
                store.getTotalSpace(),
                store.getUsableSpace()));
    }

    /**
     * @param statistics lines of {@code /proc/stat}: times of the CPU in hundredths of a second, in the order user, nice,
     *     system, idle, waiting for I/O, interrupts, soft interrupts, stolen
     * @param memory lines of {@code /proc/meminfo}
     */
    static MachineUsage usage(List<String> statistics, List<String> memory, long diskBytes, long diskAvailableBytes) {
        long hundredths = 0;
        long bootSeconds = 0;
        for (String line : statistics) {
            if (line.startsWith("cpu ")) {
                String[] times = line.split(" +");
                for (int i = 1; i < times.length && i <= 8; i++) {
                    if (i != 4 && i != 5) {
                        hundredths += Long.parseLong(times[i]);
                    }
                }
            } else if (line.startsWith("btime ")) {
                bootSeconds = digits(line);
            }
        }
        long total = 0;
        long available = 0;
        for (String line : memory) {
            if (line.startsWith("MemTotal:")) {
                total = digits(line) * 1024;
            } else if (line.startsWith("MemAvailable:")) {
                available = digits(line) * 1024;
            }
        }
        return new MachineUsage(
                Instant.ofEpochSecond(bootSeconds),
                hundredths * NANOS_PER_HUNDREDTH,
                total,
                available,
                diskBytes,
                diskAvailableBytes);
    }

    /**
     * By one large read: the kernel gives the numbers of {@code /proc/sys} only to a read from their beginning, and
     * {@link Files#readString} begins with a single byte.
     */
    private static String firstLine(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return String.valueOf(reader.readLine());
        }
    }

    private static long digits(String text) {
        return Long.parseLong(text.replaceAll("[^0-9]", ""));
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
                "", // nobody can say whether a proxy runs, and no field may guess
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
