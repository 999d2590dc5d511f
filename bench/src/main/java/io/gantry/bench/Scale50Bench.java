package io.gantry.bench;

import io.gantry.bench.Figure.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** A Deployment of fifty replicas, from its create until all its pods are Running. */
final class Scale50Bench implements Bench {
    private static final int REPLICAS = 50;
    private static final String FIGURE = "create to all Running";

    @Override
    public String name() {
        return "scale-50";
    }

    @Override
    public String what() {
        return "a Deployment of " + REPLICAS + " pods, create to all Running";
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        try (var gantry = Workloads.start(context);
                var connection = gantry.connect();
                var events = PodEvents.open(gantry, "default")) {
            Workloads.warmUp(connection, events);
            var running = new HashSet<String>();
            long begin = context.time().nanoTime();
            connection
                    .post("/apis/apps/v1/namespaces/default/deployments", Workloads.deployment("scale", REPLICAS))
                    .orThrow();
            while (running.size() < REPLICAS) {
                var event = events.next();
                if (event.pod().startsWith("scale-") && event.phase().equals("Running")) {
                    running.add(event.pod());
                }
            }
            double seconds = (context.time().nanoTime() - begin) / 1e9;
            return List.of(Figure.of(name(), FIGURE, seconds, "s", Target.atMost(4)));
        }
    }

    @Override
    public List<Figure> runPeers(Context context) throws Exception {
        var figures = new ArrayList<Figure>();
        try (var containerd = ContainerdPeer.start(context)) {
            figures.add(Figure.ofPeer(name(), "containerd, 8 at once", FIGURE, containerd.scaleSeconds(REPLICAS), "s"));
        }
        try (var swarm = SwarmPeer.start(context)) {
            figures.add(Figure.ofPeer(name(), "swarm", FIGURE, swarm.scaleSeconds(REPLICAS), "s"));
        }
        return figures;
    }
}
