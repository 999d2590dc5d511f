package io.gantry.testkit.clients;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.gantry.testkit.GantryCluster;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Others' clients of a cluster. */
final class Clients {
    private Clients() {}

    /** Fabric8's client for an administrator, which shows each failure at once. */
    static KubernetesClient fabric8(GantryCluster cluster) {
        return fabric8(Config.fromKubeconfig(cluster.kubeconfig()));
    }

    static KubernetesClient fabric8(Config config) {
        config.setRequestRetryBackoffLimit(0);
        // The default of ten seconds is short on a machine that has much else to do.
        config.setRequestTimeout(60_000);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Fabric8's client for whoever has this token. */
    static KubernetesClient fabric8WithToken(GantryCluster cluster, String token) {
        Config admin = Config.fromKubeconfig(cluster.kubeconfig());
        Config config = Config.empty();
        config.setMasterUrl(cluster.url().toString());
        config.setCaCertData(admin.getCaCertData());
        config.setOauthToken(token);
        return fabric8(config);
    }

    /** The official client for an administrator. */
    static ApiClient official(GantryCluster cluster) throws IOException {
        return ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(new StringReader(cluster.kubeconfig())))
                .build();
    }

    /** Waits for a condition; the limit is for machines that have much else to do. */
    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
    }
}
