package io.gantry.bench;

import com.sun.management.OperatingSystemMXBean;
import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.bench.Figure.Target;
import io.gantry.client.Client;
import io.gantry.client.Patch;
import io.gantry.client.WriteOptions;
import io.gantry.testkit.GantryCluster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-side apply of a Deployment that changes one annotation each time, asked for in the process of an API server alone: the
 * processor time of the apply itself, over all threads, without HTTP, the disk and the loops that would look at the change. Beside
 * it the round trip of kubectl to the same server.
 */
final class ApplyBench implements Bench {
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final int KUBECTL_RUNS = 7;

    @Override
    public String name() {
        return "apply";
    }

    @Override
    public String what() {
        return "apply patch of a Deployment: processor time of the API server for one";
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        try (var cluster = GantryCluster.start()) {
            long done = applies(context, cluster.client(), WARM_UP, 0);
            long before = system.getProcessCpuTime();
            long count = applies(context, cluster.client(), MEASURED, done);
            double micros = (system.getProcessCpuTime() - before) / 1e3 / count;
            return List.of(
                    Figure.of(name(), "processor time", micros, "µs", Target.atMost(150)),
                    Figure.aside(
                            name(), "kubectl apply --server-side", kubectl(context, cluster.kubeconfigFile()), "ms"));
        }
    }

    private static long applies(Context context, Client client, Duration duration, long from) {
        var options = new WriteOptions("bench", false, true);
        long end = context.time().nanoTime() + duration.toNanos();
        long count = 0;
        while (context.time().nanoTime() < end) {
            var body = deployment("bench", from + count++);
            client.patch(DeploymentType.KIND, "default", "bench", Patch.apply(body), "", options);
        }
        return count;
    }

    private static String deployment(String name, long version) {
        return """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s","labels":{"app":"%1$s"},"annotations":{"version":"%2$d"}},\
                "spec":{"replicas":3,"selector":{"matchLabels":{"app":"%1$s"}},"template":{"metadata":{"labels":{"app":"%1$s"}},\
                "spec":{"containers":[{"name":"web","image":"nginx:1.25","ports":[{"containerPort":80,"name":"http"}],\
                "env":[{"name":"COLOUR","value":"blue"}],"resources":{"requests":{"cpu":"100m"}},\
                "readinessProbe":{"httpGet":{"path":"/","port":"http"}}}]}}}}""".formatted(name, version);
    }

    /** The median of some runs, each a process of its own. */
    private static double kubectl(Context context, Path kubeconfig) throws IOException, InterruptedException {
        var millis = new ArrayList<Double>();
        for (int i = 0; i < KUBECTL_RUNS; i++) {
            var command = List.of(
                    "kubectl",
                    "--kubeconfig",
                    kubeconfig.toString(),
                    "apply",
                    "--server-side",
                    "--force-conflicts",
                    "-f",
                    "-");
            long begin = context.time().nanoTime();
            var running = new ProcessBuilder(command).redirectErrorStream(true).start();
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
