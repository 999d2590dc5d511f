package io.gantry.bench;

import io.gantry.base.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Docker Swarm from Debian's docker.io: an engine with a directory and a socket of its own, one manager that is the node too. */
final class SwarmPeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int RUNS = 5;

    private final Context context;
    private final Process engine;
    private final Path directory;
    private final String socket;

    private SwarmPeer(Context context, Process engine, Path directory, String socket) {
        this.context = context;
        this.engine = engine;
        this.directory = directory;
        this.socket = socket;
    }

    static SwarmPeer start(Context context) throws IOException, InterruptedException {
        Debian.install(context, "docker.io");
        var archive = Workloads.image(context);
        // Short, because a socket's path may not be long.
        var directory = Files.createTempDirectory("gantry-swarm");
        var socket = "unix://" + directory.resolve("docker.sock");
        var engine = new ProcessBuilder(
                        // A network of its own: Docker's bridges and rules are gone with it.
                        "unshare",
                        "--net",
                        "sh",
                        "-c",
                        "ip link set lo up && exec dockerd \"$@\"",
                        "dockerd",
                        "--data-root=" + directory.resolve("data"),
                        "--exec-root=" + directory.resolve("exec"),
                        "--pidfile=" + directory.resolve("docker.pid"),
                        "--host=" + socket,
                        "--log-level=error")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log.txt").toFile())
                .start();
        var swarm = new SwarmPeer(context, engine, directory, socket);
        try {
            long deadline = context.time().nanoTime() + PATIENCE.toNanos();
            while (swarm.docker("version") == null) {
                if (engine.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)
                        || context.time().nanoTime() > deadline) {
                    throw new NotPossible("dockerd did not start: " + Files.readString(directory.resolve("log.txt")));
                }
            }
            swarm.must("swarm", "init", "--advertise-addr=127.0.0.1");
            swarm.must("load", "--input", archive.toString());
            return swarm;
        } catch (IOException | InterruptedException | RuntimeException e) {
            swarm.close();
            throw e;
        }
    }

    /** A service of one replica, until it runs; the middle one of some. */
    double serviceStartMillis() throws IOException, InterruptedException {
        var millis = new ArrayList<Double>();
        for (int run = -1; run < RUNS; run++) {
            double seconds = serviceSeconds("one" + (run + 1), 1);
            if (run >= 0) {
                millis.add(seconds * 1000);
            }
        }
        return Load.median(millis);
    }

    double scaleSeconds(int replicas) throws IOException, InterruptedException {
        serviceSeconds("warmup", 1);
        return serviceSeconds("scale", replicas);
    }

    private double serviceSeconds(String name, int replicas) throws IOException, InterruptedException {
        long begin = context.time().nanoTime();
        must(
                "service",
                "create",
                "--detach",
                "--no-resolve-image",
                "--name=" + name,
                "--replicas=" + replicas,
                "--stop-grace-period=0s",
                Workloads.IMAGE,
                "sleep",
                "86400");
        while (must("ps", "--quiet", "--filter=name=" + name + ".").lines().count() < replicas) {
            if (context.time().nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException("swarm did not start " + replicas + " replicas within " + PATIENCE);
            }
            Workloads.pause(context, POLL);
        }
        double seconds = (context.time().nanoTime() - begin) / 1e9;
        must("service", "rm", name);
        return seconds;
    }

    private String must(String... arguments) throws IOException, InterruptedException {
        var output = docker(arguments);
        if (output == null) {
            throw new IOException("docker " + String.join(" ", arguments) + " failed");
        }
        return output;
    }

    /** What it printed; null when it failed. */
    private @Nullable String docker(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("docker", "--host", socket));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? output : null;
    }

    @Override
    public void close() throws IOException {
        try {
            docker("swarm", "leave", "--force");
            engine.destroy();
            if (!engine.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                engine.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the bench's swarm was removed", e);
        }
        removeCgroups();
        FileTree.delete(directory);
    }

    /** The engine leaves its empty cgroups behind; one in use cannot be removed and stays. */
    private static void removeCgroups() throws IOException {
        try (var controllers = Files.newDirectoryStream(Path.of("/sys/fs/cgroup"), Files::isDirectory)) {
            for (var controller : controllers) {
                var cgroup = controller.resolve("docker");
                if (Files.isDirectory(cgroup)) {
                    try (var below = Files.walk(cgroup)) {
                        for (var directory :
                                below.filter(Files::isDirectory).toList().reversed()) {
                            Files.deleteIfExists(directory);
                        }
                    } catch (FileSystemException inUse) {
                        // Another engine's.
                    }
                }
            }
        }
    }
}
