package io.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.apps.v1.DeploymentType;
import io.gantry.api.apps.v1.ReplicaSetType;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.EventType;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.rbac.v1.ClusterRoleBindingType;
import io.gantry.api.rbac.v1.ClusterRoleType;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.ListQuery;
import io.gantry.client.Patch;
import io.gantry.client.Watch;
import io.gantry.client.WatchEvent;
import io.gantry.client.WriteOptions;
import io.gantry.client.http.HttpApiClient;
import io.gantry.client.http.KubeconfigFile;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A reset leaves nothing of what was done, and everything that was there. */
class ResetTest {
    private static GantryCluster cluster;
    private static Client client;

    @BeforeAll
    static void start() {
        cluster = GantryCluster.builder().withNodes(1).start();
        client = cluster.client();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    private static List<String> names(Kind<? extends KubeObject> kind) {
        return client.list(kind, "", ListQuery.ALL).items().stream()
                .map(object -> object.namespace() + "/" + object.name())
                .sorted()
                .toList();
    }

    /** Several times: loops that were busy when the reset came must not write afterwards. */
    @RepeatedTest(4)
    void aBusyClusterIsAsItWas() {
        List<String> maps = names(ConfigMapType.KIND);
        List<String> roles = names(ClusterRoleType.KIND);
        String namespace = cluster.newNamespace();
        cluster.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec:
                  replicas: 5
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: web}]}
                """.formatted(namespace));
        cluster.applyResource("web.yaml");
        cluster.await("default", "deployment/web").untilExists();
        cluster.user("somebody").withClusterRole("edit");
        client.patch(
                NodeType.KIND,
                "",
                "node-1",
                Patch.merge("{\"spec\":{\"unschedulable\":true}}"),
                "",
                WriteOptions.DEFAULT);
        client.delete(
                ClusterRoleType.KIND, "", "view", DeleteOptionsBuilder.of().build());

        cluster.reset();

        assertThat(names(PodType.KIND)).isEmpty();
        assertThat(names(DeploymentType.KIND)).isEmpty();
        assertThat(names(ReplicaSetType.KIND)).isEmpty();
        // That a node is there is said anew whenever the loops begin.
        assertThat(names(EventType.KIND)).allMatch(name -> name.startsWith("default/node-1."));
        assertThat(names(ConfigMapType.KIND)).isEqualTo(maps);
        assertThat(names(ClusterRoleType.KIND)).isEqualTo(roles);
        assertThat(names(ClusterRoleBindingType.KIND)).noneMatch(name -> name.contains("testkit-"));
        assertThat(names(NamespaceType.KIND))
                .containsExactly("/default", "/kube-node-lease", "/kube-public", "/kube-system");
        assertThat(client.get(NodeType.KIND, "", "node-1").spec().unschedulable())
                .isNotEqualTo(true);
        // And it goes on working.
        cluster.apply("apiVersion: v1\nkind: Pod\nmetadata: {name: next}\nspec: {containers: [{name: c, image: i}]}\n");
        cluster.await("default", "pod/next").untilCondition("Ready");
        cluster.reset();
    }

    @Test
    void clientsAndTheirWatchesGoOn() throws Exception {
        try (HttpApiClient remote =
                        new HttpApiClient(KubeconfigFile.load(cluster.kubeconfigFile(), ""), Time.system(), "test/1");
                Watch<Namespace> watch = remote.watch(
                        NamespaceType.KIND,
                        "",
                        ListQuery.ALL.withResourceVersion(remote.list(NamespaceType.KIND, "", ListQuery.ALL)
                                .resourceVersion()))) {
            cluster.apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: passing}\n");
            assertThat(next(watch, "passing").type()).isEqualTo(WatchEvent.Type.ADDED);

            cluster.reset();

            WatchEvent<Namespace> gone = next(watch, "passing");
            while (gone.type() == WatchEvent.Type.MODIFIED) {
                gone = next(watch, "passing");
            }
            assertThat(gone.type()).isEqualTo(WatchEvent.Type.DELETED);
            assertThat(remote.list(NamespaceType.KIND, "", ListQuery.ALL).items())
                    .hasSize(4);
        }
    }

    private static WatchEvent<Namespace> next(Watch<Namespace> watch, String name) throws InterruptedException {
        while (true) {
            WatchEvent<Namespace> event = watch.next(Duration.ofSeconds(20));
            assertThat(event).isNotNull();
            Namespace object = Objects.requireNonNull(event).object();
            if (object != null && object.name().equals(name)) {
                return event;
            }
        }
    }
}
