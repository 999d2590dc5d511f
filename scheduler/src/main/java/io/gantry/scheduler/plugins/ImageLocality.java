package io.gantry.scheduler.plugins;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerImage;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.framework.PodContext;
import io.gantry.scheduler.framework.ScorePlugin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Prefers nodes that have the pod's images; large ones count more, and ones that many nodes have. */
public final class ImageLocality implements ScorePlugin {
    private static final long MEGABYTE = 1024L * 1024;
    /** Below this nothing is gained; Kubernetes' threshold. */
    private static final long LEAST = 23 * MEGABYTE;

    private static final long MOST_PER_CONTAINER = 1000 * MEGABYTE;

    @Override
    public String name() {
        return "ImageLocality";
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public long[] score(PodContext context, List<NodeLoad> feasible) {
        Map<String, Integer> spread = new HashMap<>();
        for (NodeLoad node : context.all()) {
            for (ContainerImage image : node.node().status().images()) {
                image.names().forEach(name -> spread.merge(name, 1, Integer::sum));
            }
        }
        List<Container> containers = Stream.concat(
                        context.pod().spec().initContainers().stream(), context.pod().spec().containers().stream())
                .toList();
        long[] scores = new long[feasible.size()];
        for (int i = 0; i < scores.length; i++) {
            long sum = 0;
            for (Container container : containers) {
                String wanted = normalized(container.image() == null ? "" : container.image());
                for (ContainerImage image : feasible.get(i).node().status().images()) {
                    if (image.names().contains(wanted) && image.sizeBytes() != null) {
                        sum += image.sizeBytes()
                                * spread.getOrDefault(wanted, 0)
                                / Math.max(1, context.nodes().size());
                        break;
                    }
                }
            }
            long most = MOST_PER_CONTAINER * Math.max(1, containers.size());
            long clamped = Math.max(LEAST, Math.min(sum, most));
            scores[i] = MAX * (clamped - LEAST) / (most - LEAST);
        }
        return scores;
    }

    /** The full name that nodes report. */
    private static String normalized(String image) {
        String name = image;
        int slash = name.indexOf('/');
        boolean host = slash > 0
                && (name.substring(0, slash).contains(".")
                        || name.substring(0, slash).contains(":"));
        if (!host) {
            name = "docker.io/" + (slash < 0 ? "library/" : "") + name;
        }
        boolean tagged = name.lastIndexOf(':') > name.lastIndexOf('/') || name.contains("@");
        return tagged ? name : name + ":latest";
    }
}
