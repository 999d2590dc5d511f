package io.gantry.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.node.runtime.SimulatedBehaviour;
import io.gantry.testkit.GantryCluster;
import io.gantry.testkit.junit.GantryTest;
import io.kubernetes.client.Attach;
import io.kubernetes.client.Exec;
import io.kubernetes.client.PodLogs;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Eviction;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the official client does with a pod that runs on a simulated node. */
@GantryTest(nodes = 1)
class OfficialPodsTest {
    @BeforeEach
    void run(GantryCluster cluster) {
        cluster.image("talks:1", new SimulatedBehaviour(null, 0, false, Duration.ZERO, 0, "", "hello\nworld\n"));
        cluster.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec: {containers: [{name: main, image: 'talks:1'}]}
                """);
        cluster.await("default", "pod/p").untilCondition("Ready");
    }

    @Test
    void logsAreReadAndFollowed(ApiClient client) throws Exception {
        var core = new CoreV1Api(client);
        assertThat(core.readNamespacedPodLog("p", "default").execute()).isEqualTo("hello\nworld\n");
        assertThat(core.readNamespacedPodLog("p", "default").tailLines(1).execute())
                .isEqualTo("world\n");
        try (var lines = new BufferedReader(new InputStreamReader(
                new PodLogs(client).streamNamespacedPodLog("default", "p", "main"), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("hello");
            assertThat(lines.readLine()).isEqualTo("world");
            core.deleteNamespacedPod("p", "default").execute();
            assertThat(lines.readLine()).isNull();
        }
    }

    @Test
    void aCommandRunsToItsEnd(ApiClient client) throws Exception {
        Process command = new Exec(client).exec("default", "p", new String[] {"true"}, "main", false, false);
        assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).isZero();
    }

    @Test
    void anEvictionTakesThePodAway(ApiClient client) throws Exception {
        CoreV1Api core = new CoreV1Api(client);
        Response answer = core.createNamespacedPodEviction(
                        "p", "default", new V1Eviction().metadata(new V1ObjectMeta().name("p")))
                .buildCall(null)
                .execute();
        answer.close();
        assertThat(answer.code()).isEqualTo(201);
        Clients.eventually()
                .until(() ->
                        core.listNamespacedPod("default").execute().getItems().isEmpty());
    }

    @Test
    void whoIsAttachedHearsOfTheEnd(ApiClient client) throws Exception {
        Attach.AttachResult attached = new Attach(client).attach("default", "p", "main", false, false);
        var output = attached.getStandardOutputStream();
        new CoreV1Api(client).deleteNamespacedPod("p", "default").execute();
        assertThat(output.readAllBytes()).isEmpty();
        attached.close();
    }
}
