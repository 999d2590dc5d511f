package io.gantry.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.client.Client;
import io.gantry.testkit.GantryCluster;
import io.kubernetes.client.openapi.ApiClient;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a test may ask for, and that each test begins anew with the manifests of its class. */
@GantryTest(manifests = "web.yaml")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InjectionTest {
    private final GantryCluster cluster;

    InjectionTest(GantryCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    @Order(1)
    void everythingPointsToTheSameServer(
            GantryCluster given,
            Client client,
            KubernetesClient fabric8,
            ApiClient official,
            @ApiUrl URI url,
            @ApiUrl String urlText,
            @Kubeconfig String kubeconfig,
            @Kubeconfig Path file) {
        assertThat(given).isSameAs(cluster);
        assertThat(url).isEqualTo(cluster.url());
        assertThat(urlText).isEqualTo(cluster.url().toString());
        assertThat(kubeconfig).isEqualTo(cluster.kubeconfig());
        assertThat(file).hasContent(cluster.kubeconfig());
        assertThat(fabric8.getMasterUrl().toString()).startsWith(urlText);
        assertThat(official.getBasePath()).isEqualTo(urlText);
        cluster.apply("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: left-behind}\n");
        assertThat(client.find(ConfigMapType.KIND, "default", "left-behind")).isPresent();
    }

    @Test
    @Order(2)
    void whatAnotherTestLeftIsGone(Client client, KubernetesClient fabric8) {
        assertThat(client.find(ConfigMapType.KIND, "default", "left-behind")).isEmpty();
        assertThat(fabric8.apps()
                        .deployments()
                        .inNamespace("default")
                        .withName("web")
                        .get())
                .isNotNull();
    }

    @Nested
    class Inside {
        @Test
        void theClusterIsThatOfTheClassAround(GantryCluster inner) {
            assertThat(inner).isSameAs(cluster);
        }
    }
}
