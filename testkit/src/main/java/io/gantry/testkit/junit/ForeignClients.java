package io.gantry.testkit.junit;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.gantry.testkit.GantryCluster;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

/**
 * Makes clients of libraries that a test may have on its class path. Each is in a class of its own, which is loaded only when
 * a test names that library's type, so that nothing here needs a library that is not there.
 */
final class ForeignClients {
    static final String FABRIC8 = "io.fabric8.kubernetes.client.KubernetesClient";
    static final String OFFICIAL = "io.kubernetes.client.openapi.ApiClient";

    private ForeignClients() {}

    /** Fabric8's. */
    static final class Fabric8 {
        private Fabric8() {}

        static AutoCloseable open(GantryCluster cluster) {
            return new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(cluster.kubeconfig()))
                    .build();
        }
    }

    /** The official Java client's; it needs no closing but for its connections. */
    static final class Official {
        private Official() {}

        static Object open(GantryCluster cluster) {
            try {
                return ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(new StringReader(cluster.kubeconfig())))
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException("the official client could not be made", e);
            }
        }

        static void close(Object client) {
            var http = ((io.kubernetes.client.openapi.ApiClient) client).getHttpClient();
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }
}
