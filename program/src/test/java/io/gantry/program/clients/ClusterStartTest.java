package io.gantry.program.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.apis.VersionApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That both clients find the cluster by its kubeconfig. */
@ExtendWith(SharedCluster.class)
class ClusterStartTest {
    @Test
    void bothClientsReachTheServer(TestCluster cluster) throws Exception {
        try (var fabric8 = cluster.fabric8()) {
            assertThat(fabric8.getKubernetesVersion().getGitVersion()).isEqualTo("v1.36.0");
            assertThat(fabric8.namespaces().list().getItems())
                    .extracting(namespace -> namespace.getMetadata().getName())
                    .contains("default", "kube-system");
        }
        var official = cluster.official();
        assertThat(new VersionApi(official).getCode().execute().getGitVersion()).isEqualTo("v1.36.0");
        assertThat(new CoreV1Api(official).listNamespace().execute().getItems())
                .extracting(namespace -> namespace.getMetadata().getName())
                .contains("default", "kube-system");
    }
}
