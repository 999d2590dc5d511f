package io.gantry.program.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.apis.VersionApi;
import org.junit.jupiter.api.Test;

/** That both clients find the cluster by its kubeconfig. */
class ClusterStartTest {
    @Test
    void bothClientsReachTheServer() throws Exception {
        long start = System.nanoTime();
        try (var cluster = TestCluster.open()) {
            System.out.println("cluster up " + (System.nanoTime() - start) / 1000000);
            try (var fabric8 = cluster.fabric8()) {
                assertThat(fabric8.getKubernetesVersion().getGitVersion()).isEqualTo("v1.36.0");
                assertThat(fabric8.namespaces().list().getItems())
                        .extracting(namespace -> namespace.getMetadata().getName())
                        .contains("default", "kube-system");
            }
            System.out.println("fabric8 " + (System.nanoTime() - start) / 1000000);
            var official = cluster.official();
            assertThat(new VersionApi(official).getCode().execute().getGitVersion())
                    .isEqualTo("v1.36.0");
            assertThat(new CoreV1Api(official).listNamespace().execute().getItems())
                    .extracting(namespace -> namespace.getMetadata().getName())
                    .contains("default", "kube-system");
            System.out.println("official " + (System.nanoTime() - start) / 1000000);
            cluster.namespace();
            System.out.println("namespace " + (System.nanoTime() - start) / 1000000);
        }
        System.out.println("closed " + (System.nanoTime() - start) / 1000000);
    }
}
