package io.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapBuilder;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.WriteOptions;
import io.gantry.client.http.HttpApiClient;
import io.gantry.client.http.KubeconfigFile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server alone: manifests, waiting, users. */
class GantryClusterTest {
    private static final String TWO_MAPS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: one}
            data: {a: b}
            ---
            # nothing but this comment
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: two, namespace: kube-public}
            """;

    private static GantryCluster cluster;

    @BeforeAll
    static void start() {
        cluster = GantryCluster.start();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void manifestsAreAppliedAndChangedByApplyingAgain() {
        List<KubeObject> applied = cluster.apply(TWO_MAPS);

        assertThat(applied).extracting(KubeObject::namespace).containsExactly("default", "kube-public");
        cluster.apply(TWO_MAPS.replace("{a: b}", "{c: d}"));
        assertThat(cluster.client().get(ConfigMapType.KIND, "default", "one").data())
                .containsOnlyKeys("c");
    }

    @Test
    void listsAndGeneratedNamesAreApplied() {
        List<KubeObject> applied = cluster.apply("""
                {"apiVersion": "v1", "kind": "List", "items": [
                  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"generateName": "made-"}},
                  {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "listed"}}]}
                """);

        assertThat(applied).extracting(object -> object.kind().name()).containsExactly("ConfigMap", "Namespace");
        assertThat(applied.getFirst().name()).startsWith("made-").hasSizeGreaterThan(5);
    }

    @Test
    void filesAndDirectoriesAndResourcesAreApplied(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("b.yaml"), TWO_MAPS.replace("one", "from-b"));
        Files.writeString(directory.resolve("a.json"), """
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "from-a"}}""");
        Files.writeString(directory.resolve("notes.txt"), "not a manifest");

        assertThat(cluster.apply(directory)).extracting(KubeObject::name).containsExactly("from-a", "from-b", "two");
        assertThat(cluster.apply(directory.resolve("a.json"))).hasSize(1);
        assertThat(cluster.applyResource("web.yaml"))
                .extracting(KubeObject::name)
                .containsExactly("web", "web");
        assertThatThrownBy(() -> cluster.applyResource("none.yaml")).hasMessageContaining("none.yaml");
    }

    @Test
    void whatIsWrongWithAManifestIsSaid() {
        assertThatThrownBy(() -> cluster.apply("kind: ConfigMap\napiVersion: v1\nmetadata: {name: x}\ndate: {}\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the YAML, document 1: strict decoding error: unknown field \"date\"");
        assertThatThrownBy(() -> cluster.apply(TWO_MAPS + "---\nkind: Nothing\napiVersion: v1\n"))
                .hasMessage("the YAML, document 4: there is no kind Nothing in v1");
        assertThatThrownBy(() -> cluster.apply("a: [")).hasMessageStartingWith("the YAML cannot be read");
        assertThatThrownBy(() -> cluster.apply("just words")).hasMessage("the YAML, document 1 is no object");
        assertThatThrownBy(() -> cluster.apply("kind: ConfigMap\napiVersion: v1\nmetadata: {name: UPPER}\n"))
                .isInstanceOf(StatusException.class)
                .hasMessageContaining("metadata.name: Invalid value: \"UPPER\"");
    }

    @Test
    void waitingEndsWithTheChange() {
        var waiting = Thread.ofVirtual().start(() -> {
            cluster.apply("kind: ConfigMap\napiVersion: v1\nmetadata: {name: late}\n");
            cluster.apply("kind: ConfigMap\napiVersion: v1\nmetadata: {name: late}\ndata: {state: done}\n");
        });

        ConfigMap found = cluster.await(ConfigMapType.KIND, "default", "late")
                .until("be done", map -> "done".equals(map.data().get("state")));

        assertThat(found.data()).containsEntry("state", "done");
        assertThat(waiting).isNotNull();
    }

    @Test
    void waitingInVainShowsWhatThereIs() {
        cluster.apply("kind: ConfigMap\napiVersion: v1\nmetadata: {name: stuck}\ndata: {state: half}\n");
        cluster.apply("""
                kind: Event
                apiVersion: v1
                metadata: {name: why}
                involvedObject: {kind: ConfigMap, namespace: default, name: stuck, apiVersion: v1}
                type: Warning
                reason: Stuck
                message: nobody goes on with it
                """);

        assertThatThrownBy(() -> cluster.await("default", "cm/stuck")
                        .within(Duration.ofMillis(20))
                        .until("be done", map -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("configmap \"stuck\" in namespace \"default\" did not be done within 20 ms")
                .hasMessageContaining("state: half")
                .hasMessageContaining("Warning Stuck configmap/stuck: nobody goes on with it");
        assertThatThrownBy(() -> cluster.await("default", "configmap/other")
                        .within(Duration.ZERO)
                        .untilExists())
                .hasMessageContaining("It does not exist. There are: ")
                .hasMessageContaining("stuck");
        assertThatThrownBy(() -> cluster.await("default", "nonsense/x")).hasMessageContaining("'nonsense'");
        assertThatThrownBy(() -> cluster.await("default", "web")).hasMessageContaining("deployment/web");
    }

    @Test
    void usersMayWhatTheyWereGiven() throws Exception {
        String namespace = cluster.newNamespace();
        TestUser reader = cluster.user("reader@example.com").withClusterRole("view", namespace);
        TestUser writer = cluster.user("writer", "developers").allowedTo("create,get", "configmaps", namespace);
        TestUser robot = cluster.serviceAccount(namespace, "robot").allowedTo("get", "configmaps");

        try (HttpApiClient asReader = connect(reader);
                HttpApiClient asWriter = connect(writer);
                HttpApiClient asRobot = connect(robot)) {
            asWriter.create(ConfigMapType.KIND, configMap(namespace, "mine"), WriteOptions.DEFAULT);
            assertThat(asReader.get(ConfigMapType.KIND, namespace, "mine").name())
                    .isEqualTo("mine");
            assertThat(asRobot.get(ConfigMapType.KIND, namespace, "mine").name())
                    .isEqualTo("mine");
            assertThatThrownBy(() -> asReader.delete(
                            ConfigMapType.KIND,
                            namespace,
                            "mine",
                            DeleteOptionsBuilder.of().build()))
                    .hasMessageContaining("User \"reader@example.com\" cannot delete resource \"configmaps\"");
            assertThatThrownBy(() -> asReader.get(ConfigMapType.KIND, "default", "mine"))
                    .hasMessageContaining("forbidden");
        }
    }

    @Test
    void anyHttpClientWorksWithTheContext() throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().sslContext(cluster.sslContext()).build()) {
            var answer = http.send(
                    HttpRequest.newBuilder(cluster.url().resolve("/api/v1/namespaces/default"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).contains("\"phase\":\"Active\"");
        }
    }

    private static ConfigMap configMap(String namespace, String name) {
        return ConfigMapBuilder.of()
                .metadata(ObjectMetaBuilder.of().namespace(namespace).name(name).build())
                .build();
    }

    private static HttpApiClient connect(TestUser user) throws IOException {
        return new HttpApiClient(KubeconfigFile.load(user.kubeconfigFile(), ""), Time.system(), "test/1");
    }
}
