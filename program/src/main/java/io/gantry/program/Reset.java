package io.gantry.program;

import io.gantry.base.FileTree;
import io.gantry.base.ProcessEnd;
import io.gantry.base.Time;
import io.gantry.network.NodeNetwork;
import io.gantry.node.containerd.ContainerdOptions;
import io.gantry.node.containerd.ContainerdReset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes all that a cluster made on this machine and nothing else. Whatever it made is known by its place or its name:
 * processes by the cgroup that they are in, by a path of the cluster's on their command line or by the lock that they hold,
 * mounts by their place, network devices, nftables tables, cgroups and CNI results by {@link Layout#id}. So it works however
 * the cluster ended, as often as it is called, and after the data directory was deleted by hand.
 */
public final class Reset {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ROUNDS = 5;
    private static final boolean IS_LINUX = Files.isDirectory(Path.of("/proc/self"));
    private static final Path CNI = Path.of("/var/lib/cni");
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private final Layout layout;
    private final String name;
    private final ContainerdOptions containerd;
    /** Prefixes of all paths that are this cluster's. */
    private final List<String> places;

    private final List<String> report = new ArrayList<>();

    public Reset(Layout layout) {
        this.layout = layout;
        this.name = "gantry-" + layout.id();
        this.containerd = NodePlaces.containerd(layout);
        this.places = List.of(layout.dataDirectory() + "/", containerd.runDir() + "/");
    }

    /** Whether something of the cluster is on this machine, be it without its data directory. */
    public boolean findsAnything() throws IOException {
        return layout.exists()
                || Files.exists(containerd.runDir())
                || IS_LINUX
                        && (!processes().isEmpty()
                                || !devices().isEmpty()
                                || !mountPoints().isEmpty());
    }

    /** Does it; returns a line for each kind of thing that was removed. Gantry's own process was asked to end before. */
    public List<String> run() throws IOException, InterruptedException {
        if (IS_LINUX) {
            // Only without its data directory can Gantry still run: nobody could ask it to end.
            kill(this::holdsLock);
            // First in containerd's own way, then by force what that left.
            ContainerdReset.reset(containerd, Time.system(), RandomGenerator.getDefault());
            // Without a node there was never a network, perhaps not even the library that it needs.
            if (Files.exists(layout.network()) || !devices().isEmpty()) {
                NodeNetwork.cleanup(layout.id(), containerd.cniConfDir(), layout.network(), null);
            }
            kill(this::belongs);
            unmount();
            removeDevices();
            removeTables();
            removeCgroups();
            removeCniResults(CNI, name);
        }
        removeFiles();
        return report;
    }

    private void kill(Predicate<Path> which) throws IOException, InterruptedException {
        var killed = new LinkedHashSet<Long>();
        // Another round for what a process started while it was being looked at.
        for (int round = 0; round < ROUNDS; round++) {
            var found = processes(which);
            if (found.isEmpty()) {
                break;
            }
            for (var process : found) {
                killed.add(process.pid());
                process.destroyForcibly();
            }
            for (var process : found) {
                // The next round sees whether it is still there.
                ProcessEnd.await(process, PATIENCE);
            }
        }
        var left = processes(which);
        if (!left.isEmpty()) {
            throw new UserError("Some processes of " + layout.dataDirectory() + " cannot be killed: "
                    + left.stream().map(ProcessHandle::pid).toList());
        }
        said(killed.size(), "process", "processes");
    }

    private List<ProcessHandle> processes() throws IOException {
        return processes(process -> belongs(process) || holdsLock(process));
    }

    private List<ProcessHandle> processes(Predicate<Path> which) throws IOException {
        var found = new ArrayList<ProcessHandle>();
        var self = ProcessHandle.current();
        var ours = new LinkedHashSet<Long>();
        for (var at = Optional.of(self); at.isPresent(); at = at.get().parent()) {
            ours.add(at.get().pid());
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var directory : all) {
                long pid = Long.parseLong(directory.getFileName().toString());
                if (!ours.contains(pid) && which.test(directory) && !ProcessEnd.isZombie(pid)) {
                    ProcessHandle.of(pid).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private boolean belongs(Path process) {
        try {
            for (var line : Files.readAllLines(process.resolve("cgroup"))) {
                if (line.endsWith("/" + name) || line.contains("/" + name + "/")) {
                    return true;
                }
            }
            var program =
                    Files.readSymbolicLink(process.resolve("exe")).getFileName().toString();
            if (!program.startsWith("containerd")) {
                return false;
            }
            var commandLine = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
            return places.stream().anyMatch(commandLine::contains);
        } catch (IOException gone) {
            return false;
        }
    }

    /** The kernel goes on to name a file that was deleted, with a word behind it. */
    private boolean holdsLock(Path process) {
        var lock = layout.lock().toString();
        try {
            if (!Files.readString(process.resolve("comm")).strip().equals("java")) {
                return false;
            }
        } catch (IOException gone) {
            return false;
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var descriptor : descriptors) {
                var file = Files.readSymbolicLink(descriptor).toString();
                if (file.equals(lock) || file.equals(lock + " (deleted)")) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException gone) {
            return false;
        }
        return false;
    }

    private void unmount() throws IOException, InterruptedException {
        int count = 0;
        var points = mountPoints();
        for (var point : points.reversed()) {
            if (Commands.run("umount", "--lazy", "--", point).succeeded()) {
                count++;
            }
        }
        if (!mountPoints().isEmpty()) {
            throw new UserError(
                    "These cannot be unmounted: " + mountPoints() + ". Unmount them, then run reset again.");
        }
        said(count, "mount", "mounts");
    }

    /** In the order in which they were mounted. */
    private List<String> mountPoints() throws IOException {
        var points = new ArrayList<String>();
        for (var line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            var point = unescape(line.split(" ")[4]);
            if (places.stream().anyMatch(point::startsWith)) {
                points.add(point);
            }
        }
        return points;
    }

    /** The kernel writes blanks in paths as octal numbers. */
    static String unescape(String text) {
        return Pattern.compile("\\\\([0-7]{3})")
                .matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 8))));
    }

    private List<String> devices() throws IOException {
        var devices = new ArrayList<String>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(Path.of("/sys/class/net"), "gt" + layout.id() + "*")) {
            all.forEach(device -> devices.add(device.getFileName().toString()));
        }
        return devices;
    }

    private void removeDevices() throws IOException, InterruptedException {
        int count = 0;
        for (var device : devices()) {
            var result = Commands.run("ip", "link", "delete", device);
            if (result.succeeded()) {
                count++;
            } else if (Files.exists(Path.of("/sys/class/net", device))) {
                throw new UserError("The network device " + device + " cannot be removed: " + result.output());
            }
        }
        said(count, "network device", "network devices");
    }

    private void removeTables() throws InterruptedException {
        int count = 0;
        for (var line : Commands.run("nft", "list", "tables").output().split("\n")) {
            // table FAMILY NAME
            var words = line.strip().split(" ");
            if (words.length == 3 && (words[2].equals(name) || words[2].startsWith(name + "-"))) {
                var result = Commands.run("nft", "delete", "table", words[1], words[2]);
                if (!result.succeeded()) {
                    throw new UserError("The nftables table " + words[2] + " cannot be removed: " + result.output());
                }
                count++;
            }
        }
        said(count, "nftables table", "nftables tables");
    }

    private void removeCgroups() throws IOException {
        var roots = new ArrayList<Path>();
        if (Files.isDirectory(CGROUPS)) {
            roots.add(CGROUPS.resolve(name));
            try (DirectoryStream<Path> controllers = Files.newDirectoryStream(CGROUPS, Files::isDirectory)) {
                // cpu and cpuacct are often two names of one hierarchy.
                var seen = new LinkedHashSet<Path>();
                for (var controller : controllers) {
                    if (seen.add(controller.toRealPath())) {
                        roots.add(controller.toRealPath().resolve(name));
                    }
                }
            }
        }
        int count = 0;
        for (var root : roots) {
            if (Files.isDirectory(root)) {
                count += removeCgroup(root);
            }
        }
        said(count, "cgroup", "cgroups");
    }

    private static int removeCgroup(Path cgroup) throws IOException {
        int count = 1;
        try (DirectoryStream<Path> inner = Files.newDirectoryStream(cgroup, Files::isDirectory)) {
            for (var child : inner) {
                count += removeCgroup(child);
            }
        }
        Files.deleteIfExists(cgroup);
        return count;
    }

    /** What the plugins keep of a cluster's networks; their directories too, once they hold nobody else's. */
    static void removeCniResults(Path cni, String name) throws IOException {
        FileTree.delete(cni.resolve("networks").resolve(name));
        var results = cni.resolve("results");
        if (Files.isDirectory(results)) {
            try (DirectoryStream<Path> ours = Files.newDirectoryStream(results, name + "-*")) {
                for (var file : ours) {
                    Files.deleteIfExists(file);
                }
            }
        }
        for (var directory : List.of(results, cni.resolve("networks"), cni)) {
            if (Files.isDirectory(directory) && isEmpty(directory)) {
                Files.deleteIfExists(directory);
            }
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> content = Files.newDirectoryStream(directory)) {
            return !content.iterator().hasNext();
        }
    }

    private void removeFiles() throws IOException {
        // Only what Gantry makes: the user may keep files of his own beside it. The lock is last in the list, so that a
        // reset that is cut short can be called again.
        for (var path : layout.all()) {
            FileTree.delete(path);
            FileTree.delete(path.resolveSibling(path.getFileName() + ".new"));
        }
        if (!Files.exists(layout.dataDirectory())) {
            return;
        }
        if (!isEmpty(layout.dataDirectory())) {
            report.add("removed Gantry's files from " + layout.dataDirectory() + ", which holds others too");
            return;
        }
        Files.delete(layout.dataDirectory());
        report.add("removed " + layout.dataDirectory());
    }

    private void said(int count, String one, String many) {
        if (count > 0) {
            report.add("removed " + count + " " + (count == 1 ? one : many));
        }
    }
}
