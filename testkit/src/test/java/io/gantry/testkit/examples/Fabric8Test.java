package io.gantry.testkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.gantry.testkit.junit.GantryTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@GantryTest(nodes = 1)
class Fabric8Test {
    @Test
    void theSiteComesUp(KubernetesClient client) {
        client.load(Fabric8Test.class.getResourceAsStream("/web.yaml"))
                .inNamespace("default")
                .create();

        client.apps().deployments().inNamespace("default").withName("web").waitUntilReady(20, TimeUnit.SECONDS);

        assertThat(client.pods()
                        .inNamespace("default")
                        .withLabel("app", "web")
                        .list()
                        .getItems())
                .hasSize(3)
                .allMatch(pod -> pod.getStatus().getPhase().equals("Running"));
    }
}
