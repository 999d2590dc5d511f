package io.gantry.testkit;

import io.gantry.node.runtime.SimulatedBehaviour;
import java.util.Map;

/**
 * How a cluster is to be.
 *
 * @param loops whether control loops and scheduler run
 * @param nodes how many simulated nodes there are
 * @param node how large each is
 * @param images what the processes of images do; of others, that they run until they are stopped
 * @param watchHistory how many changes of a kind are kept for watchers
 */
record ClusterOptions(
        boolean loops, int nodes, NodeSize node, Map<String, SimulatedBehaviour> images, int watchHistory) {
    static final ClusterOptions DEFAULT =
            new ClusterOptions(false, 0, new NodeSize("16", "64Gi", 250), Map.of(), 10_000);

    /** What a simulated node has, as quantities. */
    record NodeSize(String cpu, String memory, int pods) {}

    ClusterOptions {
        images = Map.copyOf(images);
        if (nodes < 0 || nodes > 10_000) {
            throw new IllegalArgumentException("nodes: must be 0 to 10000, are " + nodes);
        }
        if (watchHistory < 1) {
            throw new IllegalArgumentException("watchHistory: must be positive, is " + watchHistory);
        }
    }
}
