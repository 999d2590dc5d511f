package io.gantry.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.gantry.testkit.GantryCluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Watches, informers and leader election of fabric8's client. */
@ExtendWith(SharedCluster.class)
class Fabric8WatchesTest {
    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void open(GantryCluster cluster) {
        client = Clients.fabric8(cluster);
        namespace = cluster.newNamespace();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private ConfigMap configMap(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .addToData("k", value)
                .build();
    }

    /** What a watch told, and how it ended. */
    private record Told(List<String> events, CompletableFuture<WatcherException> end) implements Watcher<ConfigMap> {
        Told() {
            this(new CopyOnWriteArrayList<>(), new CompletableFuture<>());
        }

        @Override
        public void eventReceived(Action action, ConfigMap map) {
            if (!map.getMetadata().getName().equals("kube-root-ca.crt")) {
                events.add(action + " " + map.getMetadata().getName());
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            end.complete(cause);
        }
    }

    @Test
    void aWatchTellsWhatHappens() {
        var told = new Told();
        try (var watch = client.configMaps().inNamespace(namespace).watch(told)) {
            assertThat(watch).isNotNull();
            client.resource(configMap("a", "1")).create();
            client.resource(configMap("a", "2")).update();
            client.resource(configMap("a", "2")).delete();
            Clients.eventually()
                    .untilAsserted(
                            () -> assertThat(told.events()).containsExactly("ADDED a", "MODIFIED a", "DELETED a"));
        }
    }

    @Test
    void aWatchFromWhatIsGoneEndsWith410() throws Exception {
        var first = client.resource(configMap("a", "0")).create();
        for (int i = 0; i < 2 * SharedCluster.CHANGES_PER_LOG + 200; i++) {
            client.resource(configMap("a", "" + i)).update();
        }
        var told = new Told();
        try (var watch = client.configMaps()
                .inNamespace(namespace)
                .watch(
                        new ListOptionsBuilder()
                                .withResourceVersion(first.getMetadata().getResourceVersion())
                                .build(),
                        told)) {
            assertThat(watch).isNotNull();
            var end = told.end().get(60, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(end.isHttpGone()).as(String.valueOf(end)).isTrue();
        }
    }

    @Test
    void anInformerKnowsWhatThereIs() {
        List<String> seen = new CopyOnWriteArrayList<>();
        client.resource(configMap("before", "1")).create();
        try (var informer = client.configMaps().inNamespace(namespace).inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(ConfigMap map) {
                seen.add("+" + map.getMetadata().getName());
            }

            @Override
            public void onUpdate(ConfigMap before, ConfigMap after) {
                seen.add("=" + after.getMetadata().getName());
            }

            @Override
            public void onDelete(ConfigMap map, boolean unknown) {
                seen.add("-" + map.getMetadata().getName());
            }
        })) {
            client.resource(configMap("after", "1")).create();
            client.resource(configMap("after", "2")).update();
            client.resource(configMap("before", "1")).delete();
            Clients.eventually()
                    .untilAsserted(() -> assertThat(seen).contains("+before", "+after", "=after", "-before"));
            assertThat(informer.getStore().list())
                    .extracting(map -> map.getMetadata().getName())
                    .contains("after")
                    .doesNotContain("before");
        }
    }

    @Test
    void oneOfTwoLeads() throws Exception {
        List<String> leaders = new CopyOnWriteArrayList<>();
        var first = candidate("first", leaders);
        Clients.eventually().until(() -> leaders.contains("first"));
        var second = candidate("second", leaders);
        var lease = client.leases().inNamespace(namespace).withName("lock");
        assertThat(lease.get().getSpec().getHolderIdentity()).isEqualTo("first");
        first.cancel(true);
        Clients.eventually().until(() -> leaders.contains("second"));
        Clients.eventually().until(() -> "second".equals(lease.get().getSpec().getHolderIdentity()));
        second.cancel(true);
    }

    private CompletableFuture<?> candidate(String identity, List<String> leaders) {
        return client.leaderElector()
                .withConfig(new LeaderElectionConfigBuilder()
                        .withName(identity)
                        .withLeaseDuration(Duration.ofSeconds(15))
                        .withRenewDeadline(Duration.ofSeconds(10))
                        .withRetryPeriod(Duration.ofMillis(200))
                        .withReleaseOnCancel(true)
                        .withLock(new LeaseLock(namespace, "lock", identity))
                        .withLeaderCallbacks(new LeaderCallbacks(() -> leaders.add(identity), () -> {}, now -> {}))
                        .build())
                .build()
                .start();
    }
}
