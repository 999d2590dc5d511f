package io.gantry.bench;

import io.gantry.bench.Figure.Target;
import java.util.ArrayList;
import java.util.List;

/** Lists ten thousand objects as JSON on one connection, and holds many such lists half read. */
final class ApiListBench implements Bench {
    private static final int OBJECTS = 10_000;
    /** So that a ConfigMap is 0.9 kB of JSON. */
    private static final int DATA_CHARACTERS = 560;

    private static final int WARM_UP = 60;
    private static final int MEASURED = 20;
    private static final int HELD = 16;
    private static final String PODS = "/api/v1/namespaces/default/pods";

    @Override
    public String name() {
        return "api-list";
    }

    @Override
    public String what() {
        return "LIST of " + OBJECTS + " ConfigMaps and pods as JSON, one connection, median of " + MEASURED;
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        var figures = new ArrayList<Figure>();
        try (var gantry = GantryProcess.start(context, false)) {
            ConfigMaps.create(
                    gantry, ConfigMaps.COLLECTION, 0, OBJECTS, i -> ConfigMaps.json("bench-" + i, DATA_CHARACTERS));
            ConfigMaps.create(gantry, PODS, 0, OBJECTS, ApiListBench::pod);
            list(context, gantry, "ConfigMaps", ConfigMaps.COLLECTION, 40, figures);
            list(context, gantry, "pods", PODS, 120, figures);
            figures.add(Figure.of(
                    name(), "heap of one more list at once", heapOfList(gantry) / 1e6, "MB", Target.atMost(1)));
        }
        return figures;
    }

    private void list(
            Context context, GantryProcess gantry, String what, String path, double limit, List<Figure> figures)
            throws Exception {
        var first = new ArrayList<Double>();
        var total = new ArrayList<Double>();
        long bytes = 0;
        try (var connection = gantry.connect()) {
            for (int i = 0; i < WARM_UP + MEASURED; i++) {
                var timed = connection.time(context.time(), path);
                if (i >= WARM_UP) {
                    first.add(timed.firstByteNanos() / 1e6);
                    total.add(timed.totalNanos() / 1e6);
                    bytes = timed.bytes();
                }
            }
        }
        figures.add(Figure.of(name(), what + ", first byte", Load.median(first), "ms", Target.atMost(5)));
        figures.add(Figure.of(name(), what + ", all", Load.median(total), "ms", Target.atMost(limit)));
        figures.add(Figure.aside(name(), what + ", size", bytes / 1e6, "MB"));
    }

    private static double heapOfList(GantryProcess gantry) throws Exception {
        var held = new ArrayList<HttpsConnection>();
        try {
            for (int i = 0; i < HELD; i++) {
                held.add(gantry.connect());
                held.getLast().get("/version").orThrow();
            }
            long before = gantry.liveHeapBytes();
            for (var connection : held) {
                connection.begin(PODS);
            }
            return (gantry.liveHeapBytes() - before) / (double) HELD;
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }
    }

    /** A pod as Deployments make them, which no scheduler takes: what is measured should stay as it is. */
    static String pod(int i) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-%1$d","labels":{"app":"web","pod-template-hash":"6d4cf56db6"}},\
                "spec":{"schedulerName":"none","terminationGracePeriodSeconds":30,"containers":[{"name":"web","image":"registry.example/team/web:1.%2$d",\
                "ports":[{"containerPort":8080,"name":"http","protocol":"TCP"}],"env":[{"name":"COLOUR","value":"blue"},{"name":"POD",\
                "valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}],"resources":{"limits":{"memory":"256Mi"},"requests":{"cpu":"100m","memory":"128Mi"}},\
                "readinessProbe":{"httpGet":{"path":"/ready","port":"http"},"periodSeconds":5},\
                "livenessProbe":{"httpGet":{"path":"/alive","port":"http"},"initialDelaySeconds":10},\
                "volumeMounts":[{"name":"settings","mountPath":"/etc/web"}]}],"volumes":[{"name":"settings","configMap":{"name":"web"}}]}}""".formatted(i, i % 20);
    }
}
