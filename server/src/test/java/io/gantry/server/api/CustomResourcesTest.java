package io.gantry.server.api;

import static io.gantry.server.api.CustomResourceFixture.CRONTAB;
import static io.gantry.server.api.CustomResourceFixture.CRONTABS;
import static io.gantry.server.api.CustomResourceFixture.MERGE;
import static io.gantry.server.api.CustomResourceFixture.YAML;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.client.ListQuery;
import io.gantry.client.WriteOptions;
import io.gantry.server.api.HttpFixture.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be done with custom resources, as clients see it over HTTP. */
class CustomResourcesTest {
    private static final String APPLY = "application/apply-patch+yaml";

    private CustomResourceFixture custom;
    private HttpFixture http;

    @BeforeEach
    void open() throws Exception {
        custom = new CustomResourceFixture();
        http = custom.http;
    }

    @AfterEach
    void close() {
        custom.close();
    }

    @Test
    void objectsAreCompletedPrunedAndCounted() throws Exception {
        custom.crontabs();
        Answer created = custom.create(
                "a", "{\"image\":\"i\",\"unknown\":1,\"note\":null,\"mode\":null,\"free\":{\"x\":{\"y\":1}}}");
        assertThat(created.code()).isEqualTo(201);
        assertThat(created.at("spec.cronSpec")).isEqualTo("* * * * *");
        assertThat(created.at("spec.replicas")).isEqualTo(1L);
        assertThat(created.at("spec.free.x.y")).isEqualTo(1L);
        assertThat(created.text())
                .doesNotContain("unknown")
                .contains("\"note\":null")
                .doesNotContain("\"mode\"");
        assertThat(created.at("metadata.generation")).isEqualTo(1L);

        Answer changed = custom.patch(MERGE, CRONTABS + "/a", "{\"spec\":{\"image\":\"j\"}}");
        assertThat(changed.at("metadata.generation")).isEqualTo(2L);
        Answer labelled = custom.patch(MERGE, CRONTABS + "/a", "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}");
        assertThat(labelled.at("metadata.generation")).isEqualTo(2L);
        Answer ignored = custom.patch(MERGE, CRONTABS + "/a", "{\"status\":{\"replicas\":3}}");
        assertThat(ignored.at("status")).isEqualTo("");
        Answer status =
                custom.patch(MERGE, CRONTABS + "/a/status", "{\"status\":{\"replicas\":3},\"spec\":{\"image\":\"k\"}}");
        assertThat(status.at("status.replicas")).isEqualTo(3L);
        assertThat(status.at("spec.image")).isEqualTo("j");
        assertThat(status.at("metadata.generation")).isEqualTo(2L);

        Answer json = custom.patch(
                "application/json-patch+json",
                CRONTABS + "/a",
                "[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":4}]");
        assertThat(json.at("spec.replicas")).isEqualTo(4L);
        Answer strategic = custom.patch("application/strategic-merge-patch+json", CRONTABS + "/a", "{}");
        assertThat(strategic.code()).isEqualTo(415);
        assertThat(strategic.text()).contains("application/apply-patch+yaml");
    }

    @Test
    void unknownFieldsAreNamed() throws Exception {
        custom.crontabs();
        Answer strict = custom.create(
                "a", "{\"image\":\"i\",\"odd\":1,\"parts\":[{\"name\":\"p\",\"extra\":2}]}", "?fieldValidation=Strict");
        assertThat(strict.code()).isEqualTo(400);
        assertThat(strict.at("message"))
                .isEqualTo("CronTab in version \"v1\" cannot be handled as a CronTab: strict decoding error: "
                        + "unknown field \"spec.odd\", unknown field \"spec.parts[0].extra\"");
        Answer warned = custom.create("a", "{\"image\":\"i\",\"odd\":1}", "?fieldValidation=Warn");
        assertThat(warned.code()).isEqualTo(201);
        assertThat(warned.header("warning")).contains("unknown field \\\"spec.odd\\\"");
    }

    @Test
    void whatTheSchemaRefusesIsSaidInKubernetesWords() throws Exception {
        custom.crontabs();
        Answer refused = custom.create(
                "a",
                "{\"cronSpec\":\"* * *\",\"replicas\":11,\"mode\":\"odd\",\"port\":true,\"parts\":[{\"name\":\"p\"},{\"name\":\"p\"}]}");
        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.at("message").toString())
                .startsWith("CronTab.stable.example.com \"a\" is invalid: [")
                .contains("spec.image: Required value")
                .contains("spec.cronSpec: Invalid value: \"* * *\": spec.cronSpec in body should match '^")
                .contains("spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal to 10")
                .contains("spec.mode: Unsupported value: \"odd\": supported values: \"fast\", \"slow\"")
                .contains(
                        "spec.port: Invalid value: \"boolean\": spec.port in body must be of type integer,string: \"boolean\"")
                .contains("spec.parts[1]: Duplicate value: {\"name\":\"p\"}");
        Answer wrongType = custom.create("a", "\"text\"");
        assertThat(wrongType.at("message").toString())
                .contains("spec: Invalid value: \"string\": spec in body must be of type object: \"string\"");
    }

    @Test
    void applyKnowsTheListsOfTheSchema() throws Exception {
        custom.crontabs();
        String one = """
                apiVersion: stable.example.com/v1
                kind: CronTab
                metadata: {name: a}
                spec:
                  image: i
                  parts: [{name: p, size: 1}]
                """;
        Answer created = custom.patch(APPLY, CRONTABS + "/a?fieldManager=one", one);
        assertThat(created.code()).isEqualTo(201);
        String two = one.replace("image: i\n", "\n").replace("name: p, size: 1", "name: q, size: 2");
        Answer merged = custom.patch(APPLY, CRONTABS + "/a?fieldManager=two", two);
        assertThat(merged.code()).isEqualTo(200);
        assertThat(merged.at("spec.parts.0.name")).isEqualTo("p");
        assertThat(merged.at("spec.parts.1.size")).isEqualTo(2L);
        assertThat(merged.text()).contains("k:{\\\"name\\\":\\\"q\\\"}");
        Answer conflict = custom.patch(APPLY, CRONTABS + "/a?fieldManager=two", one.replace("image: i", "image: j"));
        assertThat(conflict.code()).isEqualTo(409);
        assertThat(conflict.at("message"))
                .isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .spec.image");
        Answer removed = custom.patch(APPLY, CRONTABS + "/a?fieldManager=one", one.replace("{name: p, size: 1}", ""));
        assertThat(removed.at("spec.parts.0.name")).isEqualTo("q");
    }

    @Test
    void tablesScalesAndSelectors() throws Exception {
        custom.crontabs();
        custom.create("a", "{\"image\":\"one\",\"replicas\":2}");
        custom.create("b", "{\"image\":\"two\"}");
        Answer table = http.get(CRONTABS, "accept", "application/json;as=Table;v=v1;g=meta.k8s.io");
        assertThat(table.at("columnDefinitions.1.name")).isEqualTo("Spec");
        assertThat(table.at("rows.0.cells.2")).isEqualTo(2L);
        assertThat(http.get(CRONTABS + "?fieldSelector=spec.image%3Dtwo").at("items.0.metadata.name"))
                .isEqualTo("b");
        Answer refused = http.get(CRONTABS + "?fieldSelector=spec.replicas%3D2");
        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.at("message")).isEqualTo("field label not supported: spec.replicas");

        assertThat(http.get(CRONTABS + "/a/scale").at("spec.replicas")).isEqualTo(2L);
        Answer put = http.send(
                "PUT",
                CRONTABS + "/a/scale",
                "{\"metadata\":{\"name\":\"a\"},\"spec\":{\"replicas\":3}}",
                "content-type",
                HttpFixture.JSON);
        assertThat(put.at("spec.replicas")).as("no version is the newest").isEqualTo(3L);
        Answer stale = http.send(
                "PUT",
                CRONTABS + "/a/scale",
                "{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"1\"},\"spec\":{\"replicas\":4}}",
                "content-type",
                HttpFixture.JSON);
        assertThat(stale.code()).isEqualTo(409);
        Answer scaled = custom.patch(MERGE, CRONTABS + "/a/scale", "{\"spec\":{\"replicas\":5}}");
        assertThat(scaled.at("spec.replicas")).isEqualTo(5L);
        assertThat(http.get(CRONTABS + "/a").at("spec.replicas")).isEqualTo(5L);
        assertThat(http.get(CRONTABS + "/a").at("metadata.generation")).isEqualTo(3L);
        Answer applied = custom.patch(
                "application/apply-patch+yaml",
                CRONTABS + "/a/scale?fieldManager=scaler&force=true",
                "{apiVersion: autoscaling/v1, kind: Scale, metadata: {name: a}, spec: {replicas: 6}}");
        assertThat(applied.code()).as(applied.text()).isEqualTo(200);
        assertThat(http.get(CRONTABS + "/a").at("spec.replicas")).isEqualTo(6L);
    }

    @Test
    void watchesAndClients() throws Exception {
        custom.crontabs();
        try (var lines = http.lines(CRONTABS + "?watch=true&allowWatchBookmarks=true")) {
            Iterator<String> events = lines.iterator();
            Kind<CustomObject> kind =
                    CustomObject.kind("stable.example.com", "v1", CustomObject.Names.of("CronTab", "crontabs"), true);
            CustomObject made = http.local.create(
                    kind,
                    new CustomObject(
                            kind,
                            ObjectMetaBuilder.of()
                                    .name("a")
                                    .namespace("default")
                                    .build(),
                            Map.of("spec", Map.of("image", "i", "lost", 1L))),
                    WriteOptions.DEFAULT);
            assertThat(made.content().get("spec"))
                    .isEqualTo(Map.of("image", "i", "cronSpec", "* * * * *", "replicas", 1L));
            assertThat(events.next()).contains("ADDED").contains("\"replicas\":1");
            assertThat(http.local.list(kind, "", ListQuery.ALL).items()).hasSize(1);
            http.send("DELETE", CRONTABS + "/a", "");
            assertThat(events.next()).contains("DELETED");
            assertThat(http.local.find(kind, "default", "a")).isEmpty();
        }
    }

    @Test
    void rulesAreEvaluated() throws Exception {
        custom.define(CRONTAB.replace("spec:\n            type: object\n", """
                        spec:
                                    type: object
                                    x-kubernetes-validations:
                                    - {rule: 'self.replicas < 5 || self.mode == "fast"', message: many must be fast}
                                    - {rule: self.image == oldSelf.image, message: image is immutable}
                        """), "crontabs.stable.example.com");
        assertThat(custom.create("a", "{\"image\":\"i\",\"replicas\":6,\"mode\":\"slow\"}")
                        .at("message"))
                .isEqualTo(
                        "CronTab.stable.example.com \"a\" is invalid: spec: Invalid value: \"object\": many must be fast");
        assertThat(custom.create("a", "{\"image\":\"i\",\"replicas\":6,\"mode\":\"fast\"}")
                        .code())
                .isEqualTo(201);
        assertThat(custom.patch(MERGE, CRONTABS + "/a", "{\"spec\":{\"image\":\"j\"}}")
                        .at("message")
                        .toString())
                .endsWith("spec: Invalid value: \"object\": image is immutable");
        Answer skipped = custom.create("b", "{\"replicas\":6}");
        assertThat(skipped.at("details.causes.1.message").toString())
                .contains("some validation rules were not checked");
    }

    @Test
    void onlyWhoMayIsShownThem() throws Exception {
        custom.crontabs();
        assertThat(http.send("jane", "GET", CRONTABS, new byte[0]).code()).isEqualTo(403);
        String rights = """
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"%s","metadata":{"name":"reader"},%s}""";
        String base = "/apis/rbac.authorization.k8s.io/v1/namespaces/default/";
        http.send(
                "POST",
                base + "roles",
                rights.formatted(
                        "Role",
                        "\"rules\":[{\"apiGroups\":[\"stable.example.com\"],\"resources\":[\"crontabs\"],\"verbs\":[\"list\"]}]"),
                "content-type",
                HttpFixture.JSON);
        http.send(
                "POST",
                base + "rolebindings",
                rights.formatted(
                        "RoleBinding",
                        "\"roleRef\":{\"apiGroup\":\"rbac.authorization.k8s.io\",\"kind\":\"Role\",\"name\":\"reader\"},"
                                + "\"subjects\":[{\"kind\":\"User\",\"apiGroup\":\"rbac.authorization.k8s.io\",\"name\":\"jane\"}]"),
                "content-type",
                HttpFixture.JSON);
        assertThat(http.send("jane", "GET", CRONTABS, new byte[0]).code()).isEqualTo(200);
        assertThat(http.send("jane", "POST", CRONTABS, "{}".getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo(403);
    }

    @Test
    void formsThatCustomResourcesDoNotHave() throws Exception {
        custom.crontabs();
        custom.create("a", "{\"image\":\"i\"}");
        assertThat(http.get(CRONTABS + "/a", "accept", "application/vnd.kubernetes.protobuf")
                        .code())
                .isEqualTo(406);
        assertThat(http.get(CRONTABS + "/a", "accept", "application/vnd.kubernetes.protobuf, application/json")
                        .header("content-type"))
                .isEqualTo("application/json");
        assertThat(http.get(
                                CRONTABS + "/a",
                                "accept",
                                "application/vnd.kubernetes.protobuf;as=PartialObjectMetadata;g=meta.k8s.io;v=v1")
                        .code())
                .isEqualTo(200);
        assertThat(http.get(CRONTABS + "/a", "accept", YAML).text()).contains("kind: CronTab");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            application/json | ~{"metadata":{"name":"a"}} ~ | CronTab in version "v1" cannot be handled as a CronTab: Object 'Kind' is missing in '{"metadata":{"name":"a"}}'
            application/json | {"apiVersion":"other/v2","kind":""} | CronTab in version "v2" cannot be handled as a CronTab: Object 'Kind' is missing in '{"apiVersion":"other/v2","kind":""}'
            application/yaml | metadata: {name: a} | CronTab in version "v1" cannot be handled as a CronTab: Object 'Kind' is missing in '{"metadata":{"name":"a"}}'
            application/json | {"kind":"CronTab","metadata":{"name":"a"}} | the API version in the data () does not match the expected API version (stable.example.com/v1)
            application/json | {"metadata": | the object provided is unrecognized (must be of type CronTab): couldn't get version/kind; json parse error: unexpected end of JSON input ({"metadata":)
            """)
    void anObjectMustSayWhatItIs(String type, String body, String message) throws Exception {
        custom.crontabs();

        Answer answer = http.send("POST", CRONTABS, body, "content-type", type);

        assertThat(answer.at("message")).isEqualTo(message);
        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.at("reason")).isEqualTo("BadRequest");
    }
}
