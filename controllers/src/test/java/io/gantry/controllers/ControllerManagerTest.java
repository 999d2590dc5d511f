package io.gantry.controllers;

import static io.gantry.controllers.SimCluster.meta;
import static io.gantry.controllers.SimCluster.selector;
import static io.gantry.controllers.SimCluster.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.api.apps.v1.DeploymentBuilder;
import io.gantry.api.apps.v1.DeploymentSpecBuilder;
import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.api.apps.v1.ReplicaSetType;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.NamespaceBuilder;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.Time;
import io.gantry.client.Informers;
import io.gantry.client.ListQuery;
import io.gantry.client.WriteOptions;
import io.gantry.client.testing.MemoryClient;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All loops together. */
class ControllerManagerTest {
    private static final Map<String, String> WEB = Map.of("app", "web");

    private final SimCluster cluster =
            new SimCluster(context -> ControllerManager.all(context, ControllerManager.Config.of("PEM")));

    private void deploy(int replicas) {
        cluster.create(
                DeploymentType.KIND,
                DeploymentBuilder.of()
                        .metadata(meta("web", WEB))
                        .spec(DeploymentSpecBuilder.of()
                                .replicas(replicas)
                                .selector(selector(WEB))
                                .template(template(WEB, "nginx"))
                                .build())
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"Background", "Foreground"})
    void a_deleted_deployment_takes_everything_with_it(String policy) {
        deploy(3);
        cluster.run(Duration.ofSeconds(5));
        assertThat(cluster.list(PodType.KIND)).hasSize(3);
        cluster.delete(DeploymentType.KIND, "web", policy);
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.list(DeploymentType.KIND)).isEmpty();
        assertThat(cluster.list(ReplicaSetType.KIND)).isEmpty();
        assertThat(cluster.list(PodType.KIND)).isEmpty();
    }

    @Test
    void orphaned_pods_run_on_and_are_adopted_again() {
        deploy(3);
        cluster.run(Duration.ofSeconds(5));
        var before = cluster.list(PodType.KIND).stream().map(p -> p.name()).toList();
        cluster.delete(DeploymentType.KIND, "web", "Orphan");
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.list(ReplicaSetType.KIND)).hasSize(1);
        deploy(3);
        cluster.run(Duration.ofSeconds(10));
        assertThat(cluster.list(ReplicaSetType.KIND)).hasSize(1);
        assertThat(cluster.list(PodType.KIND)).extracting(p -> p.name()).isEqualTo(before);
    }

    @Test
    void a_namespace_has_an_account_and_a_certificate_and_goes_with_all_it_holds() {
        cluster.create(
                NamespaceType.KIND,
                NamespaceBuilder.of()
                        .metadata(ObjectMetaBuilder.of().name("team").build())
                        .build());
        cluster.run(Duration.ofSeconds(1));
        assertThat(cluster.client.find(ServiceAccountType.KIND, "team", "default"))
                .isPresent();
        assertThat(cluster.client
                        .get(ConfigMapType.KIND, "team", "kube-root-ca.crt")
                        .data())
                .isEqualTo(Map.of("ca.crt", "PEM"));
        cluster.client.delete(
                ServiceAccountType.KIND,
                "team",
                "default",
                DeleteOptionsBuilder.of().build());
        cluster.run(Duration.ofSeconds(1));
        assertThat(cluster.client.find(ServiceAccountType.KIND, "team", "default"))
                .isPresent();

        cluster.kubelet.ends = _ -> false;
        cluster.create(
                PodType.KIND,
                io.gantry.api.core.v1.PodBuilder.of()
                        .metadata(ObjectMetaBuilder.of()
                                .namespace("team")
                                .name("p")
                                .build())
                        .spec(template(WEB, "x").spec())
                        .build());
        cluster.run(Duration.ofSeconds(1));
        cluster.client.delete(
                NamespaceType.KIND, "", "team", DeleteOptionsBuilder.of().build());
        cluster.run(Duration.ofSeconds(5));
        var namespace = cluster.client.get(NamespaceType.KIND, "", "team");
        assertThat(namespace.status().phase()).isEqualTo("Terminating");
        assertThat(namespace.status().conditions())
                .anySatisfy(c -> assertThat(c.message())
                        .isEqualTo("Some resources are remaining: pods. has 1 resource instances"));
        assertThat(cluster.client.find(ConfigMapType.KIND, "team", "kube-root-ca.crt"))
                .as("pods first")
                .isPresent();
        cluster.kubelet.ends = _ -> true;
        cluster.run(Duration.ofSeconds(5));
        assertThat(cluster.client.find(NamespaceType.KIND, "", "team")).isEmpty();
        assertThat(cluster.client
                        .list(ServiceAccountType.KIND, "team", ListQuery.ALL)
                        .items())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runs_on_threads_and_real_time_and_may_be_closed_and_started_again(boolean image) {
        Time time = Time.system();
        var client = new MemoryClient(time, image);
        client.create(
                NamespaceType.KIND,
                NamespaceBuilder.of()
                        .metadata(ObjectMetaBuilder.of().name("default").build())
                        .build(),
                WriteOptions.DEFAULT);
        try (var informers = new Informers(client, time, new Random(1))) {
            for (int round = 1; round <= 2; round++) {
                String name = "web" + round;
                client.create(
                        DeploymentType.KIND,
                        DeploymentBuilder.of()
                                .metadata(meta(name, WEB))
                                .spec(DeploymentSpecBuilder.of()
                                        .replicas(20)
                                        .selector(selector(Map.of("app", name)))
                                        .template(template(Map.of("app", name), "nginx"))
                                        .build())
                                .build(),
                        WriteOptions.DEFAULT);
                int wanted = 20 * round;
                try (var manager = new ControllerManager(
                        client, informers, time, new Random(1), ControllerManager.Config.of("PEM"))) {
                    manager.start();
                    await().atMost(Duration.ofSeconds(20))
                            .untilAsserted(() -> assertThat(client.list(PodType.KIND, "", ListQuery.ALL)
                                            .items())
                                    .hasSize(wanted));
                }
            }
        }
    }
}
