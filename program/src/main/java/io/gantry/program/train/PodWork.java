package io.gantry.program.train;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.types.Quantity;
import io.gantry.base.Time;
import io.gantry.client.ApiEventRecorder;
import io.gantry.client.Client;
import io.gantry.client.ListQuery;
import io.gantry.client.WatchClosedException;
import io.gantry.client.WatchEvent;
import io.gantry.controlplane.ControlPlane;
import io.gantry.controlplane.Parts;
import io.gantry.node.agent.NodeAgent;
import io.gantry.node.agent.NodeConfig;
import io.gantry.node.agent.NodeResources;
import io.gantry.node.cri.CriRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Deployments that come, grow and go: loops, scheduler and a node agent at work, on a socket with a runtime behind it that runs nothing. */
final class PodWork implements AutoCloseable {
    private static final String NODE = "train";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PATH = "/apis/apps/v1/namespaces/default/deployments";
    private static final int PODS = 10;

    private final Parts parts = new Parts();
    private final Client client;
    private final Time time;

    PodWork(ControlPlane controlPlane, Path directory, Time time, RandomGenerator random)
            throws IOException, InterruptedException {
        this.time = time;
        client = controlPlane.client("system:node:" + NODE, "kubelet");
        Files.createDirectories(directory);
        var socket = directory.resolve("cri.sock");
        parts.add("runtime's server", new CriServer(socket, time));
        var runtime = parts.add("runtime", new CriRuntime(socket, time, random));
        var events = parts.add("events", new ApiEventRecorder(client, time, random, "kubelet", NODE).start());
        var config = new NodeConfig(
                NODE,
                "127.0.0.1",
                "10.250.0.0/24",
                directory,
                List.of("127.0.0.1"),
                "cluster.local",
                Map.of(),
                NODE,
                10 * PODS,
                time,
                random);
        var room = Map.of(
                "cpu", Quantity.parse("64"),
                "memory", Quantity.parse("64Gi"),
                "ephemeral-storage", Quantity.parse("1Ti"),
                "pods", Quantity.ofLong(10 * PODS));
        var agent = parts.add(
                "node",
                NodeAgent.simulated(
                        config,
                        client,
                        events,
                        runtime,
                        ControlPlane.KUBERNETES_VERSION,
                        new NodeResources(room, room)));
        agent.start();
        controlPlane.register(NODE, agent.api());
    }

    /** A Deployment's life. */
    void life(ApiWork api, String name) throws IOException, InterruptedException {
        api.post(PATH, deployment(name));
        await(
                DeploymentType.KIND,
                name,
                deployment -> deployment != null
                        && Integer.valueOf(PODS).equals(deployment.status().availableReplicas()));
        api.get("/api/v1/namespaces/default/pods?limit=20", "application/json;as=Table;v=v1;g=meta.k8s.io");
        api.patch(PATH + "/" + name, "application/merge-patch+json", "{\"spec\":{\"replicas\":1}}");
        await(
                DeploymentType.KIND,
                name,
                deployment -> deployment != null
                        && Integer.valueOf(1).equals(deployment.status().replicas()));
        api.delete(PATH + "/" + name);
        await(DeploymentType.KIND, name, deployment -> deployment == null);
    }

    /** A Pod's life. */
    void podLife(ApiWork api, String name) throws IOException, InterruptedException {
        api.post("/api/v1/namespaces/default/pods", """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s"},\
                "spec":{"terminationGracePeriodSeconds":0,"containers":[{"name":"main","image":"train"}]}}""".formatted(name));
        await(
                PodType.KIND,
                name,
                pod -> pod != null && "Running".equals(pod.status().phase()));
        api.delete("/api/v1/namespaces/default/pods/" + name);
        await(PodType.KIND, name, pod -> pod == null);
    }

    private static String deployment(String name) {
        return """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},\
                "spec":{"replicas":%2$d,"selector":{"matchLabels":{"app":"%1$s"}},\
                "template":{"metadata":{"labels":{"app":"%1$s"}},"spec":{"terminationGracePeriodSeconds":0,"containers":[\
                {"name":"main","image":"train","ports":[{"containerPort":80}]}]}}}}""".formatted(name, PODS);
    }

    private <T extends KubeObject> void await(Kind<T> kind, String name, Predicate<@Nullable T> holds)
            throws IOException, InterruptedException {
        long deadline = time.nanoTime() + PATIENCE.toNanos();
        var query = ListQuery.fields("metadata.name=" + name);
        while (time.nanoTime() < deadline) {
            var list = client.list(kind, "default", query);
            var last = list.items().isEmpty() ? null : list.items().getFirst();
            if (holds.test(last)) {
                return;
            }
            try (var watch = client.watch(kind, "default", query.withResourceVersion(list.resourceVersion()))) {
                while (time.nanoTime() < deadline) {
                    var event = watch.next(Duration.ofNanos(Math.max(1, deadline - time.nanoTime())));
                    if (event != null
                            && event.type() != WatchEvent.Type.BOOKMARK
                            && holds.test(event.type() == WatchEvent.Type.DELETED ? null : event.object())) {
                        return;
                    }
                }
            } catch (WatchClosedException e) {
                // on from the newest state
            }
        }
        throw new IOException(kind.name() + " " + name + " did not get where it should within " + PATIENCE);
    }

    @Override
    public void close() {
        parts.close();
    }
}
