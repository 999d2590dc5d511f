package io.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.KubeObject;
import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.api.core.v1.Endpoints;
import io.gantry.api.core.v1.EndpointsType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.client.Client;
import io.gantry.client.ListQuery;
import io.gantry.client.Patch;
import io.gantry.client.WriteOptions;
import io.gantry.node.runtime.SimulatedBehaviour;
import io.gantry.testkit.junit.GantryExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pods are placed on simulated nodes and behave there. */
class SimulatedNodesTest {
    @RegisterExtension
    static final GantryExtension GANTRY = GantryExtension.of(GantryCluster.builder()
            .withNodes(2)
            .nodeSize("4", "8Gi", 20)
            .image("crash:1", SimulatedBehaviour.ending(Duration.ofMillis(20), 3))
            .image("once:1", SimulatedBehaviour.ending(Duration.ZERO, 0)));

    @Test
    void aDeploymentRunsScalesAndIsServed(GantryCluster cluster, Client client) {
        cluster.applyResource("web.yaml");

        cluster.await(DeploymentType.KIND, "default", "web")
                .until(
                        "have three ready replicas",
                        web -> Integer.valueOf(3).equals(web.status().readyReplicas()));
        assertThat(client.list(PodType.KIND, "default", ListQuery.labels("app=web"))
                        .items())
                .hasSize(3)
                .allSatisfy(pod -> {
                    assertThat(pod.status().podIP()).startsWith("10.128.");
                    assertThat(cluster.nodes()).contains(pod.spec().nodeName());
                });
        Endpoints endpoints = cluster.await(EndpointsType.KIND, "default", "web")
                .until(
                        "name three addresses",
                        each -> !each.subsets().isEmpty()
                                && each.subsets().getFirst().addresses().size() == 3);
        assertThat(endpoints.subsets().getFirst().ports().getFirst().port()).isEqualTo(80);

        client.patch(
                DeploymentType.KIND,
                "default",
                "web",
                Patch.merge("{\"spec\":{\"replicas\":1}}"),
                "",
                WriteOptions.DEFAULT);
        cluster.await(DeploymentType.KIND, "default", "web")
                .until(
                        "have one replica",
                        web -> Integer.valueOf(1).equals(web.status().replicas()));
    }

    @Test
    void processesEndAsTheirImageSays(GantryCluster cluster) {
        cluster.apply(pod("crashing", "crash:1", "Always"));
        cluster.apply(pod("single", "once:1", "Never"));

        cluster.await("default", "pod/single")
                .until("succeed", pod -> phase(pod).equals("Succeeded"));
        Pod crashing = cluster.await(PodType.KIND, "default", "crashing")
                .until(
                        "be restarted",
                        pod -> pod.status().containerStatuses().stream().anyMatch(each -> each.restartCount() > 0));
        assertThat(crashing.status()
                        .containerStatuses()
                        .getFirst()
                        .lastState()
                        .terminated()
                        .exitCode())
                .isEqualTo(3);

        cluster.image("later:1", new SimulatedBehaviour(null, 0, false, Duration.ZERO, 0, "", "hello\n"));
        cluster.apply(pod("later", "later:1", "Always"));
        cluster.await("default", "pod/later").untilCondition("Ready");
    }

    @Test
    void whatDoesNotFitWaitsAndTheMessageSaysWhy(GantryCluster cluster) {
        cluster.apply(pod("large", "x", "Always").replace("image: x", "image: x, resources: {requests: {cpu: '5'}}"));

        cluster.await(PodType.KIND, "default", "large")
                .until(
                        "be told why",
                        pod -> pod.status().conditions().stream()
                                .anyMatch(each -> each.type().equals("PodScheduled")
                                        && each.status().equals("False")));

        assertThatThrownBy(() -> cluster.await("default", "pod/large")
                        .within(Duration.ofMillis(50))
                        .untilCondition("Ready"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("did not have the condition Ready within 50 ms")
                .hasMessageContaining("0/2 nodes are available: 2 Insufficient cpu");
    }

    private static String phase(KubeObject object) {
        return object instanceof Pod pod ? String.valueOf(pod.status().phase()) : "";
    }

    private static String pod(String name, String image, String restartPolicy) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec:
                  restartPolicy: %s
                  containers: [{name: main, image: %s}]
                """.formatted(name, restartPolicy, image);
    }
}
