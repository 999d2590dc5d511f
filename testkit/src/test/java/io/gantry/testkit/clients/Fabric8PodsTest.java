package io.gantry.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.gantry.node.runtime.SimulatedBehaviour;
import io.gantry.testkit.GantryCluster;
import io.gantry.testkit.junit.GantryTest;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What fabric8's client does with a pod that runs on a simulated node. */
@GantryTest(nodes = 1)
class Fabric8PodsTest {
    private PodResource pod;

    @BeforeEach
    void run(GantryCluster cluster, KubernetesClient client) {
        cluster.image("talks:1", new SimulatedBehaviour(null, 0, false, Duration.ZERO, 0, "", "hello\nworld\n"));
        cluster.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec: {containers: [{name: main, image: 'talks:1'}]}
                """);
        cluster.await("default", "pod/p").untilCondition("Ready");
        pod = client.pods().inNamespace("default").withName("p");
    }

    @Test
    void logsAreReadAndFollowed() throws Exception {
        assertThat(pod.getLog()).isEqualTo("hello\nworld\n");
        assertThat(pod.inContainer("main").tailingLines(1).getLog()).isEqualTo("world\n");
        try (LogWatch watch = pod.watchLog();
                var lines = new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("hello");
            assertThat(lines.readLine()).isEqualTo("world");
            pod.delete();
            assertThat(lines.readLine()).isNull();
        }
    }

    @Test
    void aCommandRunsToItsEnd() throws Exception {
        var out = new ByteArrayOutputStream();
        try (ExecWatch exec = pod.writingOutput(out).exec("true")) {
            assertThat(exec.exitCode().get(30, TimeUnit.SECONDS)).isZero();
        }
        assertThat(out.size()).isZero();
    }

    @Test
    void whoIsAttachedHearsOfTheEnd() throws Exception {
        try (ExecWatch attached = pod.redirectingOutput().attach()) {
            assertThat(attached.exitCode()).isNotDone();
            pod.delete();
            assertThat(attached.getOutput().readAllBytes()).isEmpty();
            assertThat(attached.exitCode().get(30, TimeUnit.SECONDS)).isZero();
        }
    }

    /** A simulated pod listens nowhere: what comes to the forwarded port is closed, and the client knows why. */
    @Test
    void aForwardedPortSaysThatNobodyListens() throws Exception {
        try (LocalPortForward forward = pod.portForward(80);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), forward.getLocalPort())) {
            socket.setSoTimeout(30_000);
            assertThat(socket.getInputStream().read()).isNegative();
            Clients.eventually().until(forward::errorOccurred);
        }
    }

    @Test
    void anEvictionTakesThePodAway() {
        assertThat(pod.evict()).isTrue();
        Clients.eventually().until(() -> pod.get() == null);
    }
}
