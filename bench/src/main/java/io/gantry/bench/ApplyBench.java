package io.gantry.bench;

import io.gantry.bench.Figure.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Server-side apply of a Deployment that changes one field each time: the server's processor time for one, and kubectl's round trip. */
final class ApplyBench implements Bench {
    private static final int CONNECTIONS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final int KUBECTL_RUNS = 7;
    private static final String APPLY = "application/apply-patch+yaml";

    @Override
    public String name() {
        return "apply";
    }

    @Override
    public String what() {
        return "apply patch of a Deployment: all of the server's CPU time for one";
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        var connections = new ArrayList<HttpsConnection>();
        try (var gantry = GantryProcess.start(context, false)) {
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    connections.add(gantry.connect());
                }
                run(context, connections, WARM_UP);
                var before = gantry.processorTime();
                long count = run(context, connections, MEASURED);
                double micros = gantry.processorTime().minus(before).toNanos() / 1e3 / count;
                return List.of(
                        Figure.of(name(), "CPU time", micros, "µs", Target.atMost(150)),
                        Figure.aside(name(), "applied", count / (double) MEASURED.toSeconds(), "1/s"),
                        Figure.aside(name(), "kubectl apply --server-side", kubectl(context, gantry), "ms"));
            } finally {
                for (var connection : connections) {
                    connection.close();
                }
            }
        }
    }

    private static long run(Context context, List<HttpsConnection> connections, Duration duration) throws Exception {
        var count = new AtomicLong();
        Load.run(context.time(), CONNECTIONS, Duration.ZERO, duration, (worker, sequence) -> {
            var name = "bench-" + worker;
            int status = connections
                    .get(worker)
                    .forStatus(
                            "PATCH",
                            "/apis/apps/v1/namespaces/default/deployments/" + name + "?fieldManager=bench&force=true",
                            APPLY,
                            deployment(name, sequence));
            if (status != 200 && status != 201) {
                throw new IOException("an apply is answered with " + status);
            }
            count.incrementAndGet();
        });
        return count.get();
    }

    /** A Deployment of no pods, so that the loops have nothing to do but to look at it. */
    private static String deployment(String name, long version) {
        return """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s","labels":{"app":"%1$s"},"annotations":{"version":"%2$d"}},\
                "spec":{"replicas":0,"selector":{"matchLabels":{"app":"%1$s"}},"template":{"metadata":{"labels":{"app":"%1$s"}},\
                "spec":{"containers":[{"name":"web","image":"nginx:1.25","ports":[{"containerPort":80,"name":"http"}],\
                "env":[{"name":"COLOUR","value":"blue"}],"resources":{"requests":{"cpu":"100m"}},\
                "readinessProbe":{"httpGet":{"path":"/","port":"http"}}}]}}}}""".formatted(name, version);
    }

    /** The median of some runs, each a process of its own. */
    private static double kubectl(Context context, GantryProcess gantry) throws IOException, InterruptedException {
        var millis = new ArrayList<Double>();
        for (int i = 0; i < KUBECTL_RUNS; i++) {
            var process = new ProcessBuilder(
                            "kubectl",
                            "--kubeconfig",
                            gantry.layout().kubeconfig().toString(),
                            "apply",
                            "--server-side",
                            "--force-conflicts",
                            "-f",
                            "-")
                    .redirectErrorStream(true);
            long begin = context.time().nanoTime();
            var running = process.start();
            try (var in = running.getOutputStream()) {
                in.write(deployment("kubectl", i).getBytes(StandardCharsets.UTF_8));
            }
            var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (running.waitFor() != 0) {
                throw new IOException("kubectl apply: " + output);
            }
            millis.add((context.time().nanoTime() - begin) / 1e6);
        }
        return Load.median(millis);
    }
}
