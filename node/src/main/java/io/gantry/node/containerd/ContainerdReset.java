package io.gantry.node.containerd;

import io.gantry.base.FileTree;
import io.gantry.base.Time;
import io.gantry.node.cri.CriRuntime;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.SandboxFilter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * Takes away everything that a node's containerd made: pods with their networks, containers, shims, the process, mounts,
 * files. Nothing that belongs to another containerd is touched: all is found by this node's own paths. Can be repeated, and
 * works after any part of it was removed by other hands.
 */
public final class ContainerdReset {
    private static final System.Logger LOG = System.getLogger(ContainerdReset.class.getName());
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    private ContainerdReset() {}

    /**
     * Removes all.
     *
     * @throws IOException when something could not be removed; the message names it
     */
    public static void reset(ContainerdOptions options, Time time, RandomGenerator random)
            throws IOException, InterruptedException {
        if (Files.exists(options.home())) {
            removePods(options, time, random);
        }
        var process = ContainerdProcess.find(options);
        if (process.isPresent()) {
            Containerd.end(process.get());
        }
        removeContainers(options);
        unmount(options.runDir());
        unmount(options.home());
        FileTree.delete(options.runDir());
        FileTree.delete(options.home());
        try (var others = Files.list(Path.of("/run/gantry"))) {
            if (others.findAny().isEmpty()) {
                Files.delete(Path.of("/run/gantry"));
            }
        } catch (NoSuchFileException e) {
            LOG.log(Level.DEBUG, "/run/gantry was gone");
        }
    }

    /** By the runtime's own hand where it still works: only so does CNI give networks back. */
    private static void removePods(ContainerdOptions options, Time time, RandomGenerator random)
            throws InterruptedException {
        try (var containerd = Containerd.start(options, time, random);
                var runtime = new CriRuntime(options.socket(), time, random)) {
            if (!containerd.awaitReady(ANSWER_LIMIT)) {
                LOG.log(
                        Level.WARNING,
                        "containerd does not answer, removing its containers without it: {0}",
                        containerd.problem().map(Object::toString).orElse("no reason known"));
                return;
            }
            try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
                var removals = new ArrayList<Future<?>>();
                for (var sandbox : runtime.listPodSandboxes(SandboxFilter.ALL)) {
                    removals.add(workers.submit(() -> {
                        runtime.stopPodSandbox(sandbox.id());
                        runtime.removePodSandbox(sandbox.id());
                        return sandbox;
                    }));
                }
                for (var removal : removals) {
                    try {
                        removal.get();
                    } catch (ExecutionException e) {
                        LOG.log(Level.WARNING, "a pod is removed by force: {0}", e.getCause());
                    }
                }
            }
        } catch (IOException | RuntimeFailure e) {
            LOG.log(
                    Level.WARNING,
                    "containerd cannot remove its containers, removing them without it: {0}",
                    e.getMessage());
        }
    }

    /** What containerd could not remove: by runc, then the shims. */
    private static void removeContainers(ContainerdOptions options) throws IOException, InterruptedException {
        var runcRoot = options.runDir().resolve("runc").resolve("k8s.io");
        if (Files.isDirectory(runcRoot)) {
            for (var container : list(runcRoot)) {
                run(List.of(
                        "runc",
                        "--root",
                        runcRoot.toString(),
                        "delete",
                        "--force",
                        container.getFileName().toString()));
            }
        }
        for (var shim : ContainerdProcess.shims(options)) {
            Containerd.end(shim);
        }
        var bundles = options.runDir().resolve("state/io.containerd.runtime.v2.task/k8s.io");
        if (Files.isDirectory(bundles)) {
            for (var bundle : list(bundles)) {
                var address = bundle.resolve("address");
                if (Files.exists(address)) {
                    // The socket that the shim listened on, in a directory that all containerds share.
                    Files.deleteIfExists(
                            Path.of(Files.readString(address).strip().replaceFirst("^unix://", "")));
                }
            }
        }
    }

    /** Unmounts everything at or below a path, the innermost first. */
    private static void unmount(Path path) throws IOException, InterruptedException {
        var mounts = new ArrayList<String>();
        for (var line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            // Blanks and the like stand as octal escapes, which our own paths have none of.
            var target = line.split(" ")[4];
            if (Path.of(target).startsWith(path)) {
                mounts.add(target);
            }
        }
        for (var target : mounts.reversed()) {
            run(List.of("umount", "--lazy", target));
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            LOG.log(Level.WARNING, "{0} failed: {1}", String.join(" ", command), output.strip());
        }
    }

    private static List<Path> list(Path dir) throws IOException {
        try (var entries = Files.list(dir)) {
            return entries.toList();
        }
    }
}
