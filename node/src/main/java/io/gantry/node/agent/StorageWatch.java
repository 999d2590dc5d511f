package io.gantry.node.agent;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Volume;
import io.gantry.base.Reason;
import io.gantry.node.runtime.ContainerFilter;
import io.gantry.node.runtime.ContainerStats;
import io.gantry.node.runtime.RuntimeFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures now and then what pods with a limit have written to the node's disk, and evicts those that are over it. */
final class StorageWatch {
    private static final System.Logger LOG = System.getLogger(StorageWatch.class.getName());
    /** The kubelet's. */
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final AgentContext context;
    private final Supplier<Collection<PodWorker>> workers;

    StorageWatch(AgentContext context, Supplier<Collection<PodWorker>> workers) {
        this.context = context;
        this.workers = workers;
    }

    void run() throws InterruptedException {
        while (true) {
            Pause.of(context.config().time(), PERIOD);
            for (PodWorker worker : workers.get()) {
                Pod pod = worker.pod();
                if (!worker.counts() || !StorageLimits.any(pod)) {
                    continue;
                }
                try {
                    Reason why = StorageLimits.exceeded(pod, volumes(pod), containers(pod));
                    if (why != null) {
                        worker.evict(why);
                    }
                } catch (IOException | RuntimeFailure e) {
                    LOG.log(
                            Level.DEBUG,
                            () -> "What pod " + pod.name() + " has written is not known: " + e.getMessage());
                }
            }
        }
    }

    private Map<String, Long> volumes(Pod pod) throws IOException {
        Map<String, Long> used = new HashMap<>();
        for (Volume volume : pod.spec().volumes()) {
            if (volume.emptyDir() != null) {
                used.put(volume.name(), size(context.paths().volumes(pod.uid()).resolve(volume.name())));
            }
        }
        return used;
    }

    private Map<String, Long> containers(Pod pod) throws IOException, InterruptedException {
        Map<String, Long> used = new HashMap<>();
        for (ContainerStats stats : context.runtime()
                .listContainerStats(new ContainerFilter("", "", null, Map.of("io.kubernetes.pod.uid", pod.uid())))) {
            long logs = size(context.paths().logs(pod).resolve(stats.name()));
            used.merge(stats.name(), stats.writableLayerBytes() + logs, Math::max);
        }
        return used;
    }

    /** Of all files below; what disappears meanwhile counts for nothing. */
    private static long size(Path root) throws IOException {
        AtomicLong sum = new AtomicLong();
        if (Files.isDirectory(root)) {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum.addAndGet(attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return sum.get();
    }
}
