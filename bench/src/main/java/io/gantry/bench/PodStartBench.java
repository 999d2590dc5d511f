package io.gantry.bench;

import io.gantry.bench.Figure.Target;
import java.util.ArrayList;
import java.util.List;

/** One pod at a time on an idle cluster, its image present: from the create until a watch says Running. */
final class PodStartBench implements Bench {
    private static final int WARM_UP = 3;
    private static final int PODS = 20;
    private static final String FIGURE = "create to Running, p50";

    @Override
    public String name() {
        return "pod-start";
    }

    @Override
    public String what() {
        return "one pod from create to Running, median of " + PODS;
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        try (var gantry = Workloads.start(context);
                var connection = gantry.connect();
                var events = PodEvents.open(gantry, "default")) {
            var millis = new ArrayList<Double>();
            for (int i = -WARM_UP; i < PODS; i++) {
                var name = "pod-start-" + (i + WARM_UP);
                long begin = context.time().nanoTime();
                connection
                        .post("/api/v1/namespaces/default/pods", Workloads.pod(name))
                        .orThrow();
                while (!events.next().isRunning(name)) {}
                if (i >= 0) {
                    millis.add((context.time().nanoTime() - begin) / 1e6);
                }
                connection.delete("/api/v1/namespaces/default/pods/" + name).orThrow();
                while (!events.next().isDeleted(name)) {}
            }
            var worst = millis.stream().max(Double::compare).orElseThrow();
            return List.of(
                    Figure.of(name(), FIGURE, Load.median(millis), "ms", Target.atMost(180)),
                    Figure.aside(name(), "slowest", worst, "ms"));
        }
    }

    @Override
    public List<Figure> runPeers(Context context) throws Exception {
        var figures = new ArrayList<Figure>();
        try (var containerd = ContainerdPeer.start(context)) {
            figures.add(Figure.ofPeer(name(), "containerd", FIGURE, containerd.podStartMillis(WARM_UP, PODS), "ms"));
        }
        try (var swarm = SwarmPeer.start(context)) {
            figures.add(Figure.ofPeer(name(), "swarm", FIGURE, swarm.serviceStartMillis(), "ms"));
        }
        return figures;
    }
}
