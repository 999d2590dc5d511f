package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.testkit.GantryCluster;
import io.gantry.testkit.coverage.Endpoint.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** What a test asks of an API server, in JSON, with a namespace of the test's own. */
final class Api {
    private static final String JSON = "application/json";

    private final GantryCluster cluster;
    private final Endpoint endpoint;
    private final String namespace;

    Api(GantryCluster cluster, Endpoint endpoint) {
        this.cluster = cluster;
        this.endpoint = endpoint;
        this.namespace = cluster.newNamespace();
    }

    GantryCluster cluster() {
        return cluster;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    String namespace() {
        return namespace;
    }

    /** The path of a namespaced resource, such as {@code v1/configmaps} or {@code apps/v1/deployments/web}. */
    String path(String resource) {
        return path(namespace, resource);
    }

    static String path(String namespace, String resource) {
        int version = resource.startsWith("v1/") ? 2 : resource.indexOf('/', resource.indexOf('/') + 1);
        return (version == 2 ? "/api/" : "/apis/") + resource.substring(0, version) + "/namespaces/" + namespace
                + resource.substring(version);
    }

    static Map<String, Object> yaml(String text) {
        return Tree.object(Yaml.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    Answer send(String method, String path, String body, String contentType) {
        return endpoint.send(method, path, body.getBytes(StandardCharsets.UTF_8), contentType, JSON);
    }

    /** Creates an object of these fields, given as YAML. */
    Map<String, Object> create(String path, String text) {
        return tree(send("POST", path, text, "application/yaml"), 201);
    }

    Map<String, Object> get(String path) {
        return tree(endpoint.get(path, JSON), 200);
    }

    Map<String, Object> replace(String path, Map<String, Object> object) {
        return tree(endpoint.send("PUT", path, Tree.toJson(object), JSON, JSON), 200);
    }

    /** Patches by a merge patch, given as YAML. */
    Map<String, Object> merge(String path, String text) {
        return tree(endpoint.send("PATCH", path, Tree.toJson(yaml(text)), Objects.MERGE_PATCH, JSON), 200);
    }

    Map<String, Object> apply(String path, String text) {
        return tree(send("PATCH", path + "?fieldManager=tester", text, "application/apply-patch+yaml"), 200, 201);
    }

    Map<String, Object> delete(String path) {
        return tree(send("DELETE", path, "", ""), 200);
    }

    /** The message of the refusal of a request, which must have this code. */
    String refused(int code, String method, String path, String text) {
        return refused(code, send(method, path, text, text.isEmpty() ? "" : "application/yaml"));
    }

    static String refused(int code, Answer answer) {
        Map<String, Object> status = tree(answer, code);
        assertThat(status).containsEntry("kind", "Status").containsEntry("status", "Failure");
        return Trees.text(status, "message");
    }

    /** The names of the objects of a list. */
    List<String> names(String path) {
        return Trees.list(get(path), "items").stream()
                .map(item -> Trees.text(item, "metadata.name"))
                .toList();
    }

    boolean exists(String path) {
        return endpoint.get(path, JSON).code() == 200;
    }

    /** Waits until the object is as it is to be. */
    void until(String path, Predicate<Map<String, Object>> holds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    Answer answer = endpoint.get(path, JSON);
                    return answer.code() == 200 && holds.test(Form.JSON.tree(answer.body()));
                });
    }

    void untilGone(String path) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> endpoint.get(path, JSON).code() == 404);
    }

    /** A watch that ends by itself when what a test waits for does not come. */
    Frames watch(String path) {
        String query = (path.contains("?") ? "&" : "?") + "watch=true&timeoutSeconds=20";
        return Frames.open(endpoint, path + query, Form.JSON, JSON);
    }

    static String version(Map<String, Object> object) {
        return Trees.text(object, "metadata.resourceVersion");
    }

    private static Map<String, Object> tree(Answer answer, Integer... codes) {
        assertThat(answer.code()).as(answer::text).isIn((Object[]) codes);
        return Form.JSON.tree(answer.body());
    }
}
