package io.gantry.bench;

import io.gantry.base.FileTree;
import io.gantry.node.containerd.Containerd;
import io.gantry.node.containerd.ContainerdOptions;
import io.gantry.node.containerd.ContainerdReset;
import io.gantry.node.cri.CriRuntime;
import io.gantry.node.image.ImageImporter;
import io.gantry.node.runtime.ContainerConfig;
import io.gantry.node.runtime.SandboxConfig;
import io.gantry.program.DebianPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/** Debian's containerd and nothing above it: a pod is a sandbox with an address and a container, made over CRI. */
final class ContainerdPeer implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(30);
    private static final int AT_ONCE = 8;

    private final Context context;
    private final ContainerdOptions options;
    private final Containerd containerd;
    private final CriRuntime runtime;

    private ContainerdPeer(Context context, ContainerdOptions options, Containerd containerd) {
        this.context = context;
        this.options = options;
        this.containerd = containerd;
        this.runtime = new CriRuntime(options.socket(), context.time(), RandomGenerator.getDefault());
    }

    static ContainerdPeer start(Context context) throws IOException, InterruptedException {
        Debian.install(context, DebianPackages.FOR_A_NODE.toArray(String[]::new));
        var directory = context.scratch("containerd");
        var options = ContainerdOptions.in(directory);
        Files.createDirectories(options.cniConfDir());
        Files.writeString(options.cniConfDir().resolve("10-bench.conflist"), """
                {"cniVersion":"0.4.0","name":"gantry-bench","plugins":[{"type":"ptp",
                 "ipam":{"type":"host-local","subnet":"10.213.78.0/24","dataDir":"%s"}}]}
                """.formatted(directory.resolve("ipam")));
        var archive = Workloads.image(context);
        var containerd = Containerd.start(options, context.time(), RandomGenerator.getDefault());
        var peer = new ContainerdPeer(context, options, containerd);
        if (!containerd.awaitReady(READY)) {
            var problem = containerd.problem();
            peer.close();
            throw new NotPossible("containerd is not ready: " + problem);
        }
        new ImageImporter(options.socket()).importArchive(archive, null);
        return peer;
    }

    double podStartMillis(int warmUp, int count) throws InterruptedException {
        var millis = new ArrayList<Double>();
        for (int i = -warmUp; i < count; i++) {
            long begin = context.time().nanoTime();
            var sandbox = startPod("pod-" + (i + warmUp));
            if (i >= 0) {
                millis.add((context.time().nanoTime() - begin) / 1e6);
            }
            runtime.stopPodSandbox(sandbox);
            runtime.removePodSandbox(sandbox);
        }
        return Load.median(millis);
    }

    double scaleSeconds(int count) throws InterruptedException, ExecutionException {
        startPod("warm-up");
        var starts = new ArrayList<Callable<String>>();
        for (int i = 0; i < count; i++) {
            var name = "scale-" + i;
            starts.add(() -> startPod(name));
        }
        long begin = context.time().nanoTime();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<String> started : threads.invokeAll(starts)) {
                started.get();
            }
        }
        return (context.time().nanoTime() - begin) / 1e9;
    }

    private String startPod(String name) throws InterruptedException {
        var logs = options.dataDir().resolve("logs").resolve(name);
        makeDirectory(logs.resolve("c"));
        var config = SandboxConfig.of("bench", name, "uid-" + name, logs.toString());
        var sandbox = runtime.runPodSandbox(config);
        var container = ContainerConfig.of("c", Workloads.IMAGE, List.of("sleep", "86400"));
        runtime.startContainer(runtime.createContainer(sandbox, container, config));
        return sandbox;
    }

    private static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        runtime.close();
        containerd.close();
        try {
            ContainerdReset.reset(options, context.time(), RandomGenerator.getDefault());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the bench's containerd was removed", e);
        }
        FileTree.delete(options.dataDir());
    }
}
