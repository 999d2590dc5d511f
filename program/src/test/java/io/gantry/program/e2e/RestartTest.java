package io.gantry.program.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.program.Layout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gantry stops, is killed and comes back; containers go on meanwhile and are adopted. */
@Tag("real")
class RestartTest {
    /** Names, container ids and restart counts of all pods. */
    private static final String CONTAINERS =
            "jsonpath={range .items[*]}{.metadata.uid} {.metadata.name} {.status.podIP} {.status.containerStatuses[*].containerID} "
                    + "{.status.containerStatuses[*].restartCount}{\"\\n\"}{end}";

    private static RealCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = RealCluster.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void downAndUpAdoptsWhatRuns() throws Exception {
        var ns = cluster.namespace();
        cluster.apply(ns, Manifests.POD);
        cluster.apply(ns, Manifests.DEPLOYMENT);
        cluster.apply(ns, Manifests.SERVICE);
        cluster.waitReady(ns, "pod/hello");
        cluster.waitRolledOut(ns, "web");
        var before = containers(ns);
        var url = "http://" + cluster.value(ns, "service/web", "{.spec.clusterIP}") + "/";
        cluster.until("the Service", () -> Client.answers(url));

        assertThat(cluster.gantry("down").ok()).contains("Containers keep running");
        assertThat(Files.readString(cluster.directory().resolve("log/gantry.0.log")))
                .as("the log is kept to the end")
                .contains(" stopping\n")
                .contains(" stopped\n");
        assertThat(cluster.kubectl("get", "nodes").code()).isNotZero();
        assertThat(cluster.gantry("status").code()).isEqualTo(3);
        assertThat(Client.answers(url))
                .as("Services go on while Gantry is down")
                .isTrue();

        cluster.up();
        cluster.waitReady(ns, "pod/hello");
        cluster.waitRolledOut(ns, "web");
        assertThat(containers(ns)).isEqualTo(before);
        assertThat(Client.answers(url)).isTrue();
        assertThat(cluster.kubectl("exec", "-n", ns, "hello", "--", "hostname").ok())
                .isEqualTo("hello\n");
        assertThat(cluster.kubectl("logs", "-n", ns, "hello").ok()).isEqualTo("Hello from the pod\n");
        // What runs is looked after again.
        cluster.kubectl("delete", "pod", "-l", "app=web", "-n", ns).ok();
        cluster.waitRolledOut(ns, "web");
        cluster.deleteNamespace(ns);
    }

    @Test
    void killedGantryLosesAndDoublesNothing() throws Exception {
        var ns = cluster.namespace();
        cluster.apply(ns, Manifests.deployment("web", 4, "nginx:1.7.9"));
        cluster.waitRolledOut(ns, "web");
        var before = containers(ns);

        // Killed while it writes: what was acknowledged must be there afterwards.
        var acknowledged = ConcurrentHashMap.<String>newKeySet();
        var writer = Thread.ofPlatform().start(() -> write(ns, acknowledged));
        cluster.until("some writes", () -> acknowledged.size() >= 5);
        kill();
        writer.join();
        cluster.up();
        cluster.waitRolledOut(ns, "web");
        assertThat(containers(ns)).isEqualTo(before);
        assertThat(cluster.kubectl("get", "configmaps", "-n", ns, "-o", "name")
                        .ok()
                        .lines())
                .containsAll(acknowledged);

        // Killed in the middle of a roll-out and of a scale: both are finished, with the right number of pods.
        cluster.kubectl("scale", "deployment/web", "--replicas=8", "-n", ns).ok();
        cluster.kubectl("set", "image", "deployment/web", "nginx=nginx:1.9.1", "-n", ns)
                .ok();
        kill();
        cluster.up();
        cluster.waitRolledOut(ns, "web");
        cluster.until("eight pods", () -> containers(ns).lines().count() == 8);
        var images = cluster.kubectl("get", "pods", "-n", ns, "-o", "jsonpath={.items[*].spec.containers[*].image}")
                .ok();
        assertThat(images.split(" ")).hasSize(8).containsOnly("nginx:1.9.1");
        // Of each pod exactly one main process runs.
        cluster.until("eight servers", () -> serversOfCluster() == 8);
        cluster.deleteNamespace(ns);
        cluster.until("nothing runs", () -> serversOfCluster() == 0);
    }

    @Test
    void secondUpAndTakenPortAreRefused(@TempDir Path other) throws Exception {
        var second = cluster.gantry("up", "--detach");
        assertThat(second.code()).isNotZero();
        assertThat(second.all()).contains("already running", "--data-dir").doesNotContain("Exception");

        var taken = cluster.gantryIn(
                other.resolve("data"), "up", "--no-node", "--detach", "--port", String.valueOf(cluster.port()));
        assertThat(taken.code()).isNotZero();
        assertThat(taken.all()).contains(String.valueOf(cluster.port())).doesNotContain("Exception");

        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("0.0.0.0"))) {
            var foreign = cluster.gantryIn(
                    other.resolve("more"), "up", "--no-node", "--port", String.valueOf(socket.getLocalPort()));
            assertThat(foreign.code()).isNotZero();
            assertThat(foreign.all()).contains("--port").doesNotContain("Exception");
        }
        assertThat(cluster.kubectl("get", "--raw", "/readyz").ok()).isEqualTo("ok");
        assertThat(cluster.gantry("no-such-command").code()).isNotZero();
    }

    private static void write(String ns, Set<String> acknowledged) {
        try {
            for (int i = 0; ; i++) {
                var name = "written-" + i;
                if (cluster.kubectl("create", "configmap", name, "-n", ns).code() != 0) {
                    return;
                }
                acknowledged.add("configmap/" + name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void kill() throws Exception {
        var process = ProcessHandle.of(cluster.processId()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
    }

    private static String containers(String ns) throws InterruptedException {
        return cluster.kubectl("get", "pods", "-n", ns, "-o", CONTAINERS).ok();
    }

    /** nginx's main processes in this cluster's cgroup. */
    private static long serversOfCluster() {
        var id = "/gantry-" + new Layout(cluster.directory()).id() + "/";
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    try {
                        var place = Path.of("/proc", String.valueOf(process.pid()));
                        return Files.readString(place.resolve("cgroup")).contains(id)
                                && Files.readString(place.resolve("cmdline")).contains("nginx: master");
                    } catch (IOException ended) {
                        return false;
                    }
                })
                .count();
    }
}
