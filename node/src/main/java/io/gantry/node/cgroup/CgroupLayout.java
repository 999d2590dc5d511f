package io.gantry.node.cgroup;

import io.gantry.node.runtime.LinuxResources;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node's part of the control group tree: {@code /<node>/pod<uid>} for Guaranteed pods, {@code /<node>/burstable/pod<uid>}
 * and {@code /<node>/besteffort/pod<uid>} for the others, as the kubelet lays it out. Nodes on one machine share the tree,
 * so each has its own name at the top.
 *
 * <p>Knows version 1, where every controller has a tree of its own (also the "hybrid" form, with version 2 beside it and
 * empty), and version 2 with its one tree. Thread safe: the kernel is the only state. A limit that the kernel refuses is
 * logged, not thrown: the containers' own limits stand all the same.
 */
public final class CgroupLayout {
    private static final System.Logger LOG = System.getLogger(CgroupLayout.class.getName());
    private static final Path MOUNT = Path.of("/sys/fs/cgroup");
    /** What version 1 shows of a group without a limit is the largest number of whole pages. */
    private static final long UNLIMITED_FROM = Long.MAX_VALUE / 2;

    private static final List<String> V2_CONTROLLERS = List.of("cpu", "cpuset", "memory", "pids", "io", "hugetlb");

    private final @Nullable Path mount;
    private final String name;
    private final boolean unified;

    /** @param name the node's cgroup at the top of the tree, e.g. {@code gantry-0123456789ab} */
    public CgroupLayout(String name) {
        this(MOUNT, name);
    }

    /** Names of groups without any tree that holds them: for nodes that have no machine. */
    public static CgroupLayout simulated(String name) {
        return new CgroupLayout(null, name);
    }

    /** For tests: a tree at another place, which is version 2 if it holds {@code cgroup.controllers}. */
    CgroupLayout(@Nullable Path mount, String name) {
        if (name.isEmpty() || name.contains("/")) {
            throw new IllegalArgumentException("a node's cgroup is one name without slashes, not \"" + name + "\"");
        }
        this.mount = mount;
        this.name = name;
        this.unified = mount != null && Files.exists(mount.resolve("cgroup.controllers"));
    }

    /** Whether the machine has the one tree of version 2. */
    public boolean unified() {
        return unified;
    }

    /** The parent that {@code SandboxConfig.cgroupParent} takes for a pod. */
    public String pod(QosClass qos, String podUid) {
        return group(qos) + "/pod" + podUid;
    }

    private String group(QosClass qos) {
        return switch (qos) {
            case GUARANTEED -> "/" + name;
            case BURSTABLE -> "/" + name + "/burstable";
            case BEST_EFFORT -> "/" + name + "/besteffort";
        };
    }

    /** Makes the node's and the classes' groups. Can be repeated. */
    public void create() throws IOException {
        for (var qos : QosClass.values()) {
            make(group(qos));
        }
        set(group(QosClass.BEST_EFFORT), LinuxResources.NONE, CgroupMath.MIN_SHARES);
    }

    /** What the requests of all pods of a class come to: their share of the machine against the other classes. */
    public void setClassShares(QosClass qos, long milliCpu) {
        set(group(qos), LinuxResources.NONE, CgroupMath.shares(milliCpu));
    }

    /** Makes a pod's group and sets its limits; a limit of 0 is none. Can be repeated with other limits. */
    public void createPod(QosClass qos, String podUid, LinuxResources limits) throws IOException {
        var pod = pod(qos, podUid);
        make(pod);
        set(pod, limits, Math.max(limits.cpuShares(), CgroupMath.MIN_SHARES));
    }

    /**
     * The limits of a pod's group as the kernel has them, without swap and scores; {@code null} when there is no such group,
     * or groups are simulated.
     */
    public @Nullable LinuxResources podLimits(QosClass qos, String podUid) throws IOException {
        var pod = pod(qos, podUid);
        if (mount == null
                || !Files.isDirectory(directory("memory", pod))
                || !Files.isDirectory(directory("cpu", pod))) {
            return null;
        }
        return unified ? unifiedLimits(pod) : separateLimits(pod);
    }

    private LinuxResources separateLimits(String pod) throws IOException {
        var memory = number("memory", pod, "memory.limit_in_bytes");
        return limits(
                number("cpu", pod, "cpu.shares"),
                number("cpu", pod, "cpu.cfs_period_us"),
                number("cpu", pod, "cpu.cfs_quota_us"),
                memory >= UNLIMITED_FROM ? 0 : memory);
    }

    private LinuxResources unifiedLimits(String pod) throws IOException {
        var max = read("cpu", pod, "cpu.max").split(" ");
        var memory = read("memory", pod, "memory.max");
        return limits(
                CgroupMath.sharesOfWeight(number("cpu", pod, "cpu.weight")),
                Long.parseLong(max[1]),
                max[0].equals("max") ? -1 : Long.parseLong(max[0]),
                memory.equals("max") ? 0 : Long.parseLong(memory));
    }

    private static LinuxResources limits(long shares, long period, long quota, long memory) {
        return new LinuxResources(shares, period, quota > 0 ? quota : 0, memory, 0, 0, "", "", Map.of(), Map.of());
    }

    private long number(String controller, String group, String file) throws IOException {
        return Long.parseLong(read(controller, group, file));
    }

    private String read(String controller, String group, String file) throws IOException {
        return Files.readString(file(controller, group, file)).strip();
    }

    /** Changes the most memory that a pod may take. @throws IOException when the kernel refuses */
    public void setPodMemory(QosClass qos, String podUid, long bytes) throws IOException {
        change("memory", pod(qos, podUid), unified ? "memory.max" : "memory.limit_in_bytes", Long.toString(bytes));
    }

    /** Changes how much CPU time a pod may take. @throws IOException when the kernel refuses */
    public void setPodCpuLimit(QosClass qos, String podUid, long quotaMicros, long periodMicros) throws IOException {
        var pod = pod(qos, podUid);
        if (unified) {
            change("cpu", pod, "cpu.max", quotaMicros + " " + periodMicros);
        } else {
            change("cpu", pod, "cpu.cfs_period_us", Long.toString(periodMicros));
            change("cpu", pod, "cpu.cfs_quota_us", Long.toString(quotaMicros));
        }
    }

    /** Changes a pod's weight against other pods. @throws IOException when the kernel refuses */
    public void setPodShares(QosClass qos, String podUid, long shares) throws IOException {
        change(
                "cpu",
                pod(qos, podUid),
                unified ? "cpu.weight" : "cpu.shares",
                Long.toString(unified ? CgroupMath.weight(shares) : shares));
    }

    private void change(String controller, String group, String file, String value) throws IOException {
        try {
            Files.writeString(file(controller, group, file), value);
        } catch (IOException e) {
            throw new IOException("cannot set " + file + " of the pod to " + value + ": " + e.getMessage(), e);
        }
    }

    /** Removes a pod's group, which must have no process left. One that is not there is no error. */
    public void removePod(QosClass qos, String podUid) throws IOException {
        remove(pod(qos, podUid));
    }

    /** Removes the node's whole part of the tree. */
    public void removeAll() throws IOException {
        remove("/" + name);
    }

    /** A file of a controller for a group: {@code file} in version 1's tree of {@code controller}, or in version 2's. */
    public Path file(String controller, String group, String file) {
        return directory(controller, group).resolve(file);
    }

    private Path directory(String controller, String group) {
        if (mount == null) {
            throw new IllegalStateException("simulated groups have no files");
        }
        return (unified ? mount : mount.resolve(controller)).resolve(group.substring(1));
    }

    /** The trees' roots: one for version 2, one for each mounted controller for version 1, none if simulated. */
    private List<Path> roots() throws IOException {
        if (mount == null) {
            return List.of();
        }
        if (unified) {
            return List.of(mount);
        }
        try (var entries = Files.list(mount)) {
            // Some are links to a tree that several controllers share.
            return entries.filter(path -> Files.isDirectory(path) && !Files.isSymbolicLink(path))
                    .sorted()
                    .toList();
        }
    }

    private void make(String group) throws IOException {
        for (var root : roots()) {
            if (unified) {
                makeUnified(root, group);
            } else if (!root.endsWith("cpuset")) {
                // A new cpuset has no cores until somebody gives it some: the runtime makes them when it starts a
                // container.
                Files.createDirectories(root.resolve(group.substring(1)));
            }
        }
    }

    /** In version 2 a controller works in a group once every group above passes it on. */
    private static void makeUnified(Path root, String group) throws IOException {
        var directory = root;
        for (var part : group.substring(1).split("/")) {
            var available = List.of(Files.readString(directory.resolve("cgroup.controllers"))
                    .strip()
                    .split(" "));
            for (var controller : V2_CONTROLLERS) {
                if (available.contains(controller)) {
                    write(directory.resolve("cgroup.subtree_control"), "+" + controller);
                }
            }
            directory = directory.resolve(part);
            Files.createDirectories(directory);
        }
    }

    private void set(String group, LinuxResources limits, long shares) {
        if (mount == null) {
            return;
        }
        var values = unified ? unifiedValues(limits, shares) : separateValues(limits, shares);
        values.forEach((file, value) -> {
            var controller = file.substring(0, file.indexOf('.'));
            var path = file(controller, group, file);
            if (Files.exists(path)) {
                write(path, value);
            }
        });
    }

    private static Map<String, String> separateValues(LinuxResources limits, long shares) {
        var values = new LinkedHashMap<String, String>();
        values.put("cpu.shares", Long.toString(shares));
        if (limits.cpuPeriodMicros() > 0) {
            values.put("cpu.cfs_period_us", Long.toString(limits.cpuPeriodMicros()));
        }
        values.put("cpu.cfs_quota_us", Long.toString(limits.cpuQuotaMicros() > 0 ? limits.cpuQuotaMicros() : -1));
        values.put(
                "memory.limit_in_bytes", Long.toString(limits.memoryLimitBytes() > 0 ? limits.memoryLimitBytes() : -1));
        return values;
    }

    private static Map<String, String> unifiedValues(LinuxResources limits, long shares) {
        var values = new LinkedHashMap<String, String>();
        values.put("cpu.weight", Long.toString(CgroupMath.weight(shares)));
        var period = limits.cpuPeriodMicros() > 0 ? limits.cpuPeriodMicros() : CgroupMath.CPU_PERIOD_MICROS;
        values.put("cpu.max", (limits.cpuQuotaMicros() > 0 ? limits.cpuQuotaMicros() : "max") + " " + period);
        values.put("memory.max", limits.memoryLimitBytes() > 0 ? Long.toString(limits.memoryLimitBytes()) : "max");
        limits.unified().forEach(values::put);
        return values;
    }

    private static void write(Path file, String value) {
        try {
            Files.writeString(file, value);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the kernel refuses \"" + value + "\" in " + file, e);
        }
    }

    private void remove(String group) throws IOException {
        for (var root : roots()) {
            var directory = root.resolve(group.substring(1));
            if (!Files.isDirectory(directory)) {
                continue;
            }
            var groups = new ArrayList<Path>();
            try (var below = Files.walk(directory)) {
                below.filter(Files::isDirectory).forEach(groups::add);
            }
            groups.sort(Comparator.comparingInt(Path::getNameCount).reversed());
            for (var path : groups) {
                removeOne(path);
            }
        }
    }

    private static void removeOne(Path path) throws IOException {
        try {
            Files.delete(path);
        } catch (NoSuchFileException e) {
            LOG.log(Level.DEBUG, "{0} was gone", path);
        } catch (FileSystemException e) {
            throw new IOException(
                    "cannot remove cgroup " + path + ", a process may be left in it: " + e.getReason(), e);
        }
    }
}
