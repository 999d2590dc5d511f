package io.gantry.program.e2e;

import io.gantry.node.containerd.ContainerdOptions;
import io.gantry.program.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks, from outside, for what a cluster has on this machine. */
final class Leftovers {
    private static final Path NET = Path.of("/sys/class/net");

    private final Layout layout;
    private final String name;
    private final Path runDir;

    Leftovers(Layout layout) {
        this.layout = layout;
        name = "gantry-" + layout.id();
        runDir = ContainerdOptions.in(layout.node()).runDir();
    }

    /** Network namespaces and devices of the pods that run now: what {@link #find} asks for later. */
    record Marks(Set<String> namespaces, Set<String> devices) {}

    /** Nothing for a process that has ended meanwhile. */
    private static Optional<String> networkNamespace(Path process) {
        try {
            return Optional.of(Files.readSymbolicLink(process.resolve("ns/net")).toString());
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    Marks marks() throws IOException {
        var namespaces = new HashSet<String>();
        for (var process : processes()) {
            networkNamespace(process).ifPresent(namespaces::add);
        }
        namespaces.remove(Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString());
        var devices = new TreeSet<String>();
        for (var device : list(NET, "*")) {
            var master = device.resolve("master");
            if (Files.exists(master)
                    && master.toRealPath().getFileName().toString().equals("gt" + layout.id())) {
                devices.add(device.getFileName().toString());
            }
        }
        return new Marks(namespaces, devices);
    }

    /** A line for each thing that is there; none after a reset. */
    List<String> find(Marks before) throws IOException, InterruptedException {
        var found = new ArrayList<String>();
        for (var process : processes()) {
            found.add("process " + process.getFileName() + " " + text(process.resolve("cmdline")));
        }
        for (var cgroup : cgroups()) {
            found.add("cgroup " + cgroup);
        }
        for (var device : list(NET, "gt" + layout.id() + "*")) {
            found.add("device " + device.getFileName());
        }
        for (var device : before.devices()) {
            if (Files.exists(NET.resolve(device), LinkOption.NOFOLLOW_LINKS)) {
                found.add("device " + device);
            }
        }
        for (var line : Shell.run("nft", "list", "tables").ok().split("\n")) {
            if (line.contains(layout.id())) {
                found.add("nftables " + line);
            }
        }
        for (var line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            var point = line.split(" ")[4];
            if (point.startsWith(layout.dataDirectory().toString()) || point.startsWith(runDir.toString())) {
                found.add("mount " + point);
            }
        }
        for (var namespace : list(Path.of("/run/netns"), "*")) {
            if (before.namespaces().contains("net:[" + Files.getAttribute(namespace, "unix:ino") + "]")) {
                found.add("network namespace " + namespace);
            }
        }
        for (var file : List.of(layout.dataDirectory(), runDir)) {
            if (Files.exists(file)) {
                found.add("file " + file);
            }
        }
        return found;
    }

    private List<Path> processes() throws IOException {
        var found = new ArrayList<Path>();
        for (var process : list(Path.of("/proc"), "[0-9]*")) {
            var pid = process.getFileName().toString();
            if (pid.equals(String.valueOf(ProcessHandle.current().pid()))) {
                continue;
            }
            var commandLine = text(process.resolve("cmdline"));
            if (text(process.resolve("cgroup")).contains("/" + name)
                    || commandLine.contains(layout.dataDirectory() + "/")
                    || commandLine.contains(runDir + "/")) {
                found.add(process);
            }
        }
        return found;
    }

    private List<Path> cgroups() throws IOException {
        var found = new ArrayList<Path>();
        for (var controller : list(Path.of("/sys/fs/cgroup"), "*")) {
            if (controller.getFileName().toString().equals(name)) {
                found.add(controller);
            }
            if (Files.exists(controller.resolve(name))) {
                found.add(controller.resolve(name));
            }
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException ended) {
            return "";
        }
    }

    private static List<Path> list(Path directory, String pattern) throws IOException {
        var found = new ArrayList<Path>();
        if (Files.isDirectory(directory)) {
            try (var all = Files.newDirectoryStream(directory, pattern)) {
                all.forEach(found::add);
            }
        }
        return found;
    }
}
