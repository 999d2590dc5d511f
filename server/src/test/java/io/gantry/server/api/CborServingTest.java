package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.api.codec.Cbor;
import io.gantry.api.codec.Tree;
import io.gantry.server.api.HttpFixture.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests and answers in CBOR, which Kubernetes 1.36 has behind a gate. */
class CborServingTest {
    private static final String CBOR = "application/cbor";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String GADGETS = "/apis/example.com/v1/namespaces/default/gadgets";

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static byte[] cbor(String json) {
        return Cbor.ofTree(Tree.parseJson(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Answer send(String method, String path, String json) throws Exception {
        return http.send("admin", method, path, cbor(json), "content-type", CBOR, "accept", CBOR);
    }

    private static Map<String, Object> tree(Answer answer) {
        assertThat(answer.header("content-type")).isEqualTo(CBOR);
        assertThat(answer.body()).startsWith(0xd9, 0xd9, 0xf7);
        return Tree.object(Cbor.parse(answer.body()));
    }

    private static Object at(Answer answer, String path) {
        return HttpFixture.at(tree(answer), path);
    }

    @Test
    void objectsComeAndGo() throws Exception {
        Answer created = send("POST", MAPS, "{\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"v\"}}");
        assertThat(created.code()).isEqualTo(201);
        assertThat(at(created, "data.k")).isEqualTo("v");
        Answer read = http.get(MAPS + "/a", "accept", CBOR + ", application/json");
        assertThat(tree(read)).isEqualTo(Tree.parseJson(http.get(MAPS + "/a").body()));
        assertThat(at(send("PUT", MAPS + "/a", "{\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"w\"}}"), "data.k"))
                .isEqualTo("w");
        Answer list = http.get(MAPS + "?fieldSelector=metadata.name=a", "accept", CBOR);
        assertThat(tree(list)).containsEntry("kind", "ConfigMapList").containsKeys("apiVersion", "metadata");
        assertThat(at(list, "items.0.data.k")).isEqualTo("w");
        String foreign = "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"apps/v1\",\"propagationPolicy\":\"Orphan\"}";
        Answer deleted = send("DELETE", MAPS + "/a", foreign);
        assertThat(at(deleted, "metadata.finalizers")).isEqualTo(List.of("orphan"));
    }

    @Test
    void bytesAreNotSpelledOut() throws Exception {
        String secrets = "/api/v1/namespaces/default/secrets";
        byte[] secret = HexFormat.of()
                .parseHex("a2" + "486d65746164617461" + "a1446e616d654162" // metadata: {name: b}
                        + "4464617461" + "a1416bd643010203"); // data: {k: 22(h'010203')}
        assertThat(http.send("admin", "POST", secrets, secret, "content-type", CBOR)
                        .at("data.k"))
                .isEqualTo("AQID");
        String answer = HexFormat.of()
                .formatHex(http.get(secrets + "/b", "accept", CBOR).body());
        assertThat(answer).contains("416bd643010203");
    }

    @Test
    void tablesAndMetadata() throws Exception {
        send("POST", MAPS, "{\"metadata\":{\"name\":\"t\"},\"data\":{\"k\":\"v\"}}");
        for (String path : List.of(MAPS + "/t", MAPS + "?fieldSelector=metadata.name=t")) {
            Answer table = http.get(path, "accept", CBOR + ";as=Table;g=meta.k8s.io;v=v1");
            assertThat(tree(table)).containsEntry("kind", "Table");
        }
        Answer partial = http.get(MAPS + "/t", "accept", CBOR + ";as=PartialObjectMetadata;g=meta.k8s.io;v=v1");
        assertThat(tree(partial)).containsEntry("kind", "PartialObjectMetadata").doesNotContainKey("data");
    }

    @Test
    void aWatchIsASequence() throws Exception {
        String path = "/api/v1/namespaces/kube-public/configmaps";
        http.send("admin", "POST", path, cbor("{\"metadata\":{\"name\":\"w\"}}"), "content-type", CBOR);
        Answer answer = http.get(path + "?watch=true&timeoutSeconds=1&fieldSelector=metadata.name=w", "accept", CBOR);
        assertThat(answer.header("content-type")).isEqualTo("application/cbor-seq");
        Map<String, Object> event = Tree.object(Cbor.parse(answer.body()));
        assertThat(event).containsEntry("type", "ADDED");
        assertThat(HttpFixture.at(event, "object.metadata.name")).isEqualTo("w");
    }

    @Test
    void aWatchThatCannotBeginSaysSoInItsForm() throws Exception {
        http.store.compact(http.store.revision());
        Answer answer = http.get(MAPS + "?watch=true&resourceVersion=1", "accept", CBOR);
        Map<String, Object> event = Tree.object(Cbor.parse(answer.body()));
        assertThat(event).containsEntry("type", "ERROR");
        assertThat(HttpFixture.at(event, "object.code")).isEqualTo(410L);
    }

    @Test
    void errorsAreInTheFormThatWasAskedFor() throws Exception {
        Answer missing = http.get(MAPS + "/missing", "accept", CBOR);
        assertThat(missing.code()).isEqualTo(404);
        assertThat(at(missing, "reason")).isEqualTo("NotFound");
    }

    @Test
    void bodiesThatCannotBeReadAreRefused() throws Exception {
        Map<String, String> messages = Map.of(
                "{\"data\":{\"a\":1}}",
                "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: cbor: cannot unmarshal positive integer"
                        + " into Go struct field v1.ConfigMap.data of type string",
                "{\"apiVersion\":\"v1\",\"kind\":\"Gadget\"}",
                "Gadget in version \"v1\" cannot be handled as a ConfigMap: no kind \"Gadget\" is registered for version"
                        + " \"v1\" in scheme \"pkg/api/legacyscheme/scheme.go:30\"",
                "[]",
                "the object provided is unrecognized (must be of type ConfigMap): unable to determine"
                        + " group/version/kind: cbor: cannot unmarshal array into Go value of type v1.TypeMeta"
                        + " (d9d9f780)");
        for (Map.Entry<String, String> each : messages.entrySet()) {
            Answer answer = send("POST", MAPS, each.getKey());
            assertThat(answer.code()).isEqualTo(400);
            assertThat(at(answer, "message")).isEqualTo(each.getValue());
        }
        Answer twice =
                http.send("admin", "POST", MAPS, HexFormat.of().parseHex("a2416101416102"), "content-type", CBOR);
        assertThat(twice.code()).isEqualTo(400);
        assertThat((String) twice.at("message")).contains("cbor: found duplicate map key \"a\" at map element index 1");
        Answer strict = send("POST", MAPS + "?fieldValidation=Strict", "{\"metadata\":{\"name\":\"s\"},\"dada\":1}");
        assertThat((String) at(strict, "message"))
                .endsWith("strict decoding error: cbor: found unknown field at map element index 1");
    }

    @Test
    void appliesAConfiguration() throws Exception {
        byte[] config = cbor("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"applied\"},"
                + "\"data\":{\"k\":\"v\",\"n\":\"0644\"}}");
        String path = MAPS + "/applied?fieldManager=me";
        Answer applied = http.send(
                "admin", "PATCH", path, config, "content-type", "application/apply-patch+cbor", "accept", CBOR);
        assertThat(applied.code()).isEqualTo(201);
        assertThat(at(applied, "data.n")).isEqualTo("0644");
        assertThat(at(applied, "metadata.managedFields.0.operation")).isEqualTo("Apply");
        Answer broken = http.send(
                "admin",
                "PATCH",
                path,
                HexFormat.of().parseHex("a2416101416102"),
                "content-type",
                "application/apply-patch+cbor");
        assertThat(broken.code()).isEqualTo(400);
        assertThat(broken.at("message"))
                .isEqualTo("error decoding CBOR: cbor: found duplicate map key \"a\" at map element index 1");
    }

    @Test
    void customResourcesToo() throws Exception {
        http.send(
                "POST",
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                """
                {"metadata":{"name":"gadgets.example.com"},"spec":{"group":"example.com","scope":"Namespaced",
                "names":{"kind":"Gadget","plural":"gadgets"},"versions":[{"name":"v1","served":true,"storage":true,
                "schema":{"openAPIV3Schema":{"type":"object","properties":{"size":{"type":"number"},"spec":{"type":"object",
                "x-kubernetes-preserve-unknown-fields":true}}}}}]}}""",
                "content-type",
                HttpFixture.JSON);
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(10))
                .until(() -> http.get(GADGETS).code() == 200);
        Answer created = send(
                "POST",
                GADGETS,
                "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Gadget\",\"metadata\":{\"name\":\"g\"},\"size\":1.5,"
                        + "\"spec\":{\"a\":[1,2.5,null,true,\"x\"]},\"gone\":1}");
        assertThat(created.code()).isEqualTo(201);
        assertThat(tree(created)).containsEntry("size", 1.5).doesNotContainKey("gone");
        assertThat(tree(http.get(GADGETS + "/g", "accept", CBOR)))
                .isEqualTo(Tree.parseJson(http.get(GADGETS + "/g").body()));
        assertThat(at(http.get(GADGETS, "accept", CBOR), "items.0.kind")).isEqualTo("Gadget");
        Answer watched = http.get(GADGETS + "?watch=true&timeoutSeconds=1", "accept", CBOR);
        assertThat(HttpFixture.at(Tree.object(Cbor.parse(watched.body())), "object.spec.a.1"))
                .isEqualTo(2.5);
    }
}
