package io.gantry.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.testkit.GantryCluster;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.apis.VersionApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That both clients find the cluster by its kubeconfig. */
@ExtendWith(SharedCluster.class)
class ClusterStartTest {
    @Test
    void bothClientsReachTheServer(GantryCluster cluster) throws Exception {
        try (var fabric8 = Clients.fabric8(cluster)) {
            assertThat(fabric8.getKubernetesVersion().getGitVersion()).isEqualTo("v1.36.0");
            assertThat(fabric8.namespaces().list().getItems())
                    .extracting(namespace -> namespace.getMetadata().getName())
                    .contains("default", "kube-system");
        }
        var official = Clients.official(cluster);
        assertThat(new VersionApi(official).getCode().execute().getGitVersion()).isEqualTo("v1.36.0");
        assertThat(new CoreV1Api(official).listNamespace().execute().getItems())
                .extracting(namespace -> namespace.getMetadata().getName())
                .contains("default", "kube-system");
    }
}
