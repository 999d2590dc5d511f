package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.codec.Tree;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.Time;
import io.gantry.client.ListQuery;
import io.gantry.client.WriteOptions;
import io.gantry.server.admission.webhook.HookServer;
import io.gantry.server.api.HttpFixture.Answer;
import io.gantry.server.edge.TestTls;
import io.gantry.server.table.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole life of a custom resource, as clients see it over HTTP. */
class CustomResourcesTest {
    private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String CRONTABS = "/apis/stable.example.com/v1/namespaces/default/crontabs";
    private static final String YAML = "application/yaml";
    private static final String MERGE = "application/merge-patch+json";
    private static final String APPLY = "application/apply-patch+yaml";

    private static final String CRONTAB = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: crontabs.stable.example.com
            spec:
              group: stable.example.com
              scope: Namespaced
              names:
                plural: crontabs
                singular: crontab
                kind: CronTab
                shortNames: [ct]
                categories: [all]
              versions:
              - name: v1
                served: true
                storage: true
                selectableFields:
                - jsonPath: .spec.image
                subresources:
                  status: {}
                  scale:
                    specReplicasPath: .spec.replicas
                    statusReplicasPath: .status.replicas
                    labelSelectorPath: .status.labelSelector
                additionalPrinterColumns:
                - name: Spec
                  type: string
                  jsonPath: .spec.cronSpec
                - name: Replicas
                  type: integer
                  jsonPath: .spec.replicas
                - name: Age
                  type: date
                  jsonPath: .metadata.creationTimestamp
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec:
                        type: object
                        required: [image]
                        properties:
                          cronSpec:
                            type: string
                            default: "* * * * *"
                            pattern: '^(\\d+|\\*)(/\\d+)?(\\s+(\\d+|\\*)(/\\d+)?){4}$'
                          image:
                            type: string
                          replicas:
                            type: integer
                            minimum: 0
                            maximum: 10
                            default: 1
                          port:
                            x-kubernetes-int-or-string: true
                          mode:
                            type: string
                            enum: [fast, slow]
                          note:
                            type: string
                            nullable: true
                          free:
                            type: object
                            x-kubernetes-preserve-unknown-fields: true
                          parts:
                            type: array
                            x-kubernetes-list-type: map
                            x-kubernetes-list-map-keys: [name]
                            items:
                              type: object
                              required: [name]
                              properties:
                                name: {type: string}
                                size: {type: integer, default: 5}
                      status:
                        type: object
                        properties:
                          replicas: {type: integer}
                          labelSelector: {type: string}
            """;

    private HttpFixture http;

    @BeforeEach
    void open() throws Exception {
        http = new HttpFixture(new Tables(Time.system()));
    }

    @AfterEach
    void close() {
        http.close();
    }

    private void define(String yaml, String name) throws Exception {
        assertThat(http.send("POST", CRDS, yaml, "content-type", YAML).code()).isEqualTo(201);
        established(name);
    }

    private void established(String name) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(10))
                .until(() -> http.get(CRDS + "/" + name).text().contains("InitialNamesAccepted"));
    }

    private void crontabs() throws Exception {
        define(CRONTAB, "crontabs.stable.example.com");
    }

    private Answer create(String name, String spec, String... more) throws Exception {
        String body = "{\"apiVersion\":\"stable.example.com/v1\",\"kind\":\"CronTab\",\"metadata\":{\"name\":\"" + name
                + "\"},\"spec\":" + spec + "}";
        return http.send("POST", CRONTABS + (more.length > 0 ? more[0] : ""), body, "content-type", HttpFixture.JSON);
    }

    private Answer patch(String type, String path, String body) throws Exception {
        return http.send("PATCH", path, body, "content-type", type);
    }

    @Test
    void aDefinitionIsEstablishedAndFound() throws Exception {
        assertThat(http.get(CRONTABS).code()).isEqualTo(404);
        crontabs();
        Answer definition = http.get(CRDS + "/crontabs.stable.example.com");
        assertThat(definition.at("status.acceptedNames.listKind")).isEqualTo("CronTabList");
        assertThat(definition.at("status.conditions.0.type")).isEqualTo("NamesAccepted");
        assertThat(definition.at("status.conditions.1.status")).isEqualTo("True");
        assertThat(definition.at("status.storedVersions.0")).isEqualTo("v1");

        assertThat(http.get("/apis").text()).contains("\"stable.example.com/v1\"");
        Answer resources = http.get("/apis/stable.example.com/v1");
        assertThat(resources.at("resources.0.shortNames.0")).isEqualTo("ct");
        assertThat(resources.at("resources.1.name")).isEqualTo("crontabs/status");
        assertThat(resources.at("resources.2.group")).isEqualTo("autoscaling");
        Answer aggregated =
                http.get("/apis", "accept", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
        assertThat(aggregated.text()).contains("\"responseKind\":{\"group\":\"stable.example.com\"");
        assertThat(http.get("/openapi/v3").text()).contains("apis/stable.example.com/v1");
        Answer schema = http.get("/openapi/v3/apis/stable.example.com/v1");
        assertThat(schema.text()).contains("com.example.stable.v1.CronTab").contains("\"cronSpec\"");
        assertThat(http.get("/openapi/v2").text()).contains("com.example.stable.v1.CronTabList");
        assertThat(http.get("/openapi/v2", "accept", "application/com.github.proto-openapi.spec.v2@v1.0+protobuf")
                        .code())
                .isEqualTo(200);
    }

    @Test
    void objectsAreCompletedPrunedAndCounted() throws Exception {
        crontabs();
        Answer created =
                create("a", "{\"image\":\"i\",\"unknown\":1,\"note\":null,\"mode\":null,\"free\":{\"x\":{\"y\":1}}}");
        assertThat(created.code()).isEqualTo(201);
        assertThat(created.at("spec.cronSpec")).isEqualTo("* * * * *");
        assertThat(created.at("spec.replicas")).isEqualTo(1L);
        assertThat(created.at("spec.free.x.y")).isEqualTo(1L);
        assertThat(created.text())
                .doesNotContain("unknown")
                .contains("\"note\":null")
                .doesNotContain("\"mode\"");
        assertThat(created.at("metadata.generation")).isEqualTo(1L);

        Answer changed = patch(MERGE, CRONTABS + "/a", "{\"spec\":{\"image\":\"j\"}}");
        assertThat(changed.at("metadata.generation")).isEqualTo(2L);
        Answer labelled = patch(MERGE, CRONTABS + "/a", "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}");
        assertThat(labelled.at("metadata.generation")).isEqualTo(2L);
        Answer ignored = patch(MERGE, CRONTABS + "/a", "{\"status\":{\"replicas\":3}}");
        assertThat(ignored.at("status")).isEqualTo("");
        Answer status =
                patch(MERGE, CRONTABS + "/a/status", "{\"status\":{\"replicas\":3},\"spec\":{\"image\":\"k\"}}");
        assertThat(status.at("status.replicas")).isEqualTo(3L);
        assertThat(status.at("spec.image")).isEqualTo("j");
        assertThat(status.at("metadata.generation")).isEqualTo(2L);

        Answer json = patch(
                "application/json-patch+json",
                CRONTABS + "/a",
                "[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":4}]");
        assertThat(json.at("spec.replicas")).isEqualTo(4L);
        Answer strategic = patch("application/strategic-merge-patch+json", CRONTABS + "/a", "{}");
        assertThat(strategic.code()).isEqualTo(415);
        assertThat(strategic.text()).contains("application/apply-patch+yaml");
    }

    @Test
    void unknownFieldsAreNamed() throws Exception {
        crontabs();
        Answer strict = create(
                "a", "{\"image\":\"i\",\"odd\":1,\"parts\":[{\"name\":\"p\",\"extra\":2}]}", "?fieldValidation=Strict");
        assertThat(strict.code()).isEqualTo(400);
        assertThat(strict.at("message"))
                .isEqualTo("CronTab in version \"v1\" cannot be handled as a CronTab: strict decoding error: "
                        + "unknown field \"spec.odd\", unknown field \"spec.parts[0].extra\"");
        Answer warned = create("a", "{\"image\":\"i\",\"odd\":1}", "?fieldValidation=Warn");
        assertThat(warned.code()).isEqualTo(201);
        assertThat(warned.header("warning")).contains("unknown field \\\"spec.odd\\\"");
    }

    @Test
    void whatTheSchemaRefusesIsSaidInKubernetesWords() throws Exception {
        crontabs();
        Answer refused = create(
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
        Answer wrongType = create("a", "\"text\"");
        assertThat(wrongType.at("message").toString())
                .contains("spec: Invalid value: \"string\": spec in body must be of type object: \"string\"");
    }

    @Test
    void applyKnowsTheListsOfTheSchema() throws Exception {
        crontabs();
        String one = """
                apiVersion: stable.example.com/v1
                kind: CronTab
                metadata: {name: a}
                spec:
                  image: i
                  parts: [{name: p, size: 1}]
                """;
        Answer created = patch(APPLY, CRONTABS + "/a?fieldManager=one", one);
        assertThat(created.code()).isEqualTo(201);
        String two = one.replace("image: i\n", "\n").replace("name: p, size: 1", "name: q, size: 2");
        Answer merged = patch(APPLY, CRONTABS + "/a?fieldManager=two", two);
        assertThat(merged.code()).isEqualTo(200);
        assertThat(merged.at("spec.parts.0.name")).isEqualTo("p");
        assertThat(merged.at("spec.parts.1.size")).isEqualTo(2L);
        assertThat(merged.text()).contains("k:{\\\"name\\\":\\\"q\\\"}");
        Answer conflict = patch(APPLY, CRONTABS + "/a?fieldManager=two", one.replace("image: i", "image: j"));
        assertThat(conflict.code()).isEqualTo(409);
        assertThat(conflict.at("message"))
                .isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .spec.image");
        Answer removed = patch(APPLY, CRONTABS + "/a?fieldManager=one", one.replace("{name: p, size: 1}", ""));
        assertThat(removed.at("spec.parts.0.name")).isEqualTo("q");
    }

    @Test
    void tablesScalesAndSelectors() throws Exception {
        crontabs();
        create("a", "{\"image\":\"one\",\"replicas\":2}");
        create("b", "{\"image\":\"two\"}");
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
        Answer scaled = patch(MERGE, CRONTABS + "/a/scale", "{\"spec\":{\"replicas\":5}}");
        assertThat(scaled.at("spec.replicas")).isEqualTo(5L);
        assertThat(http.get(CRONTABS + "/a").at("spec.replicas")).isEqualTo(5L);
        assertThat(http.get(CRONTABS + "/a").at("metadata.generation")).isEqualTo(3L);
        Answer applied = patch(
                "application/apply-patch+yaml",
                CRONTABS + "/a/scale?fieldManager=scaler&force=true",
                "{apiVersion: autoscaling/v1, kind: Scale, metadata: {name: a}, spec: {replicas: 6}}");
        assertThat(applied.code()).as(applied.text()).isEqualTo(200);
        assertThat(http.get(CRONTABS + "/a").at("spec.replicas")).isEqualTo(6L);
    }

    @Test
    void watchesAndClients() throws Exception {
        crontabs();
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
    void watchesAndReadersFollowTheDefinition() throws Exception {
        crontabs();
        Kind<CustomObject> kind =
                CustomObject.kind("stable.example.com", "v1", CustomObject.Names.of("CronTab", "crontabs"), true);
        var reader = http.local.image(kind).orElseThrow();
        try (var lines = http.lines(CRONTABS + "?watch=true")) {
            Iterator<String> events = lines.iterator();
            create("a", "{\"image\":\"i\",\"more\":\"x\"}");
            assertThat(events.next()).contains("\"image\":\"i\"").doesNotContain("more");
            String definition = CRDS + "/crontabs.stable.example.com";
            String wider = http.get(definition)
                    .text()
                    .replace("\"cronSpec\":{", "\"more\":{\"type\":\"string\"},\"cronSpec\":{");
            assertThat(http.send("PUT", definition, wider, "content-type", HttpFixture.JSON)
                            .code())
                    .isEqualTo(200);
            create("b", "{\"image\":\"i\",\"more\":\"x\"}");
            assertThat(events.next()).contains("\"more\":\"x\"");
            assertThat(reader.get("default", "b").content().get("spec").toString())
                    .contains("more=x");
            assertThat(reader.list("")).hasSize(2);
        }
        http.send("DELETE", CRDS + "/crontabs.stable.example.com", "");
        await().until(() -> http.get(CRONTABS).code() == 404);
        assertThat(reader.list("")).isEmpty();
        assertThat(reader.get("default", "b")).isNull();
    }

    @Test
    void finalizersHoldObjectsAndTheirDefinition() throws Exception {
        crontabs();
        create("free", "{\"image\":\"i\"}");
        create("held", "{\"image\":\"i\"}");
        patch(MERGE, CRONTABS + "/held", "{\"metadata\":{\"finalizers\":[\"example.com/hold\"]}}");
        Answer deleted = http.send("DELETE", CRDS + "/crontabs.stable.example.com", "");
        assertThat(deleted.at("metadata.finalizers.0")).isEqualTo("customresourcecleanup.apiextensions.k8s.io");
        await().until(() -> http.get(CRONTABS + "/free").code() == 404);
        assertThat(http.get(CRONTABS + "/held").at("metadata.deletionTimestamp"))
                .isNotEqualTo("");
        assertThat(http.get(CRDS + "/crontabs.stable.example.com").text()).contains("InstanceDeletionInProgress");
        Answer late = create("late", "{\"image\":\"i\"}");
        assertThat(late.code()).isEqualTo(405);
        assertThat(late.at("message")).isEqualTo("create not allowed while custom resource definition is terminating");
        patch(MERGE, CRONTABS + "/held", "{\"metadata\":{\"finalizers\":null}}");
        await().until(() -> http.get(CRDS + "/crontabs.stable.example.com").code() == 404);
        assertThat(http.get(CRONTABS).code()).isEqualTo(404);
        assertThat(http.get("/apis").text()).doesNotContain("stable.example.com");
        crontabs();
        assertThat(http.get(CRONTABS).at("items")).isEqualTo(List.of());
    }

    @Test
    void namesBelongToWhoCameFirst() throws Exception {
        crontabs();
        String other = CRONTAB.replace("crontabs", "tabs").replace("singular: crontab", "singular: tab");
        assertThat(http.send("POST", CRDS, other, "content-type", YAML).code()).isEqualTo(201);
        await().until(() -> http.get(CRDS + "/tabs.stable.example.com").text().contains("NotAccepted"));
        Answer refused = http.get(CRDS + "/tabs.stable.example.com");
        assertThat(refused.at("status.conditions.0.reason")).isEqualTo("ListKindConflict");
        assertThat(refused.at("status.conditions.0.message")).isEqualTo("\"CronTabList\" is already in use");
        assertThat(http.get("/apis/stable.example.com/v1/tabs").code()).isEqualTo(404);
        http.send("DELETE", CRDS + "/crontabs.stable.example.com", "");
        established("tabs.stable.example.com");
        assertThat(http.get("/apis/stable.example.com/v1/tabs").code()).isEqualTo(200);
    }

    @Test
    void versionsShowTheSameObjects() throws Exception {
        String two = CRONTAB.replace(
                "  - name: v1\n",
                "  - name: v2\n    served: true\n    storage: false\n    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {image: {type: string}, extra: {type: string, default: e}}}}}}\n  - name: v1\n");
        define(two, "crontabs.stable.example.com");
        create("a", "{\"image\":\"i\"}");
        String second = CRONTABS.replace("/v1/", "/v2/");
        Answer seen = http.get(second + "/a");
        assertThat(seen.at("apiVersion")).isEqualTo("stable.example.com/v2");
        assertThat(seen.at("spec")).isEqualTo(Map.of("image", "i", "extra", "e"));
        Answer made = http.send(
                "POST",
                second,
                "{\"apiVersion\":\"stable.example.com/v2\",\"kind\":\"CronTab\",\"metadata\":{\"name\":\"b\"},\"spec\":{\"image\":\"j\"}}",
                "content-type",
                HttpFixture.JSON);
        assertThat(made.code()).isEqualTo(201);
        assertThat(http.get(CRONTABS + "/b").at("spec.replicas")).isEqualTo(1L);
        assertThat(http.get("/apis/stable.example.com").at("preferredVersion.version"))
                .isEqualTo("v2");
    }

    @Test
    void aWebhookConvertsBetweenVersions() throws Exception {
        try (HookServer hook = new HookServer()) {
            hook.answer("/convert", request -> converted(request, "Success"));
            String bundle = Base64.getEncoder()
                    .encodeToString(TestTls.CA.getCertificatePEM().getBytes(StandardCharsets.US_ASCII));
            String two = CRONTAB.replace(
                    "  versions:\n",
                    "  conversion:\n    strategy: Webhook\n    webhook:\n      conversionReviewVersions: [v1]\n"
                            + "      clientConfig: {url: '" + hook.url("/convert") + "', caBundle: " + bundle + "}\n"
                            + "  versions:\n  - name: v2\n    served: true\n    storage: false\n    schema: {openAPIV3Schema: "
                            + "{type: object, properties: {picture: {type: string}}}}\n");
            define(two, "crontabs.stable.example.com");
            create("a", "{\"image\":\"one\"}");
            create("b", "{\"image\":\"two\"}");
            String second = CRONTABS.replace("/v1/", "/v2/");
            Answer list = http.get(second);
            assertThat(list.at("items.0.picture")).isEqualTo("one");
            assertThat(list.at("items.1.picture")).isEqualTo("two");
            assertThat(list.at("items.1.metadata.labels.converted")).isEqualTo("yes");
            assertThat(hook.questions).hasSize(1);
            assertThat(http.get(second + "/a").at("picture")).isEqualTo("one");
            assertThat(hook.questions)
                    .as("the answer for a state is remembered")
                    .hasSize(1);
            Answer made = http.send(
                    "POST",
                    second,
                    "{\"apiVersion\":\"stable.example.com/v2\",\"kind\":\"CronTab\",\"metadata\":{\"name\":\"c\"},\"picture\":\"three\"}",
                    "content-type",
                    HttpFixture.JSON);
            assertThat(made.code()).isEqualTo(201);
            assertThat(http.get(CRONTABS + "/c").at("spec.image")).isEqualTo("three");

            create("d", "{\"image\":\"four\"}");
            hook.answer("/convert", request -> converted(request, "Failure"));
            Answer failed = http.get(second + "/d");
            assertThat(failed.code()).isEqualTo(500);
            assertThat(failed.at("message").toString())
                    .endsWith("conversion webhook for stable.example.com/v1, Kind=CronTab failed: not today");
        }
    }

    /** Turns spec.image of version 1 into picture of version 2, and back. */
    private static String converted(Map<String, Object> request, String status) {
        List<Object> objects = new ArrayList<>();
        for (Object each : (List<?>) request.get("objects")) {
            Map<String, Object> object = new LinkedHashMap<>(Tree.object(each));
            object.put("apiVersion", request.get("desiredAPIVersion"));
            if (object.remove("spec") instanceof Map<?, ?> spec) {
                object.put("picture", spec.get("image"));
            } else {
                object.put("spec", Map.of("image", object.remove("picture")));
            }
            Map<String, Object> metadata = new LinkedHashMap<>(Tree.object(object.get("metadata")));
            metadata.put("labels", Map.of("converted", "yes"));
            object.put("metadata", metadata);
            objects.add(object);
        }
        Map<String, Object> response = Map.of(
                "uid", request.get("uid"),
                "convertedObjects", objects,
                "result", Map.of("status", status, "message", "not today"));
        return new String(
                Tree.toJson(Map.of(
                        "apiVersion", "apiextensions.k8s.io/v1", "kind", "ConversionReview", "response", response)),
                StandardCharsets.UTF_8);
    }

    @Test
    void definitionsThatAreNoneAreRefused() throws Exception {
        Answer name = http.send("POST", CRDS, CRONTAB.replace("name: crontabs.", "name: other."), "content-type", YAML);
        assertThat(name.code()).isEqualTo(422);
        assertThat(name.at("message"))
                .isEqualTo("CustomResourceDefinition.apiextensions.k8s.io \"other.stable.example.com\" is invalid: "
                        + "metadata.name: Invalid value: \"other.stable.example.com\": "
                        + "must be spec.names.plural+\".\"+spec.group");
        Answer schema = http.send(
                "POST",
                CRDS,
                CRONTAB.replace("image:\n                type: string", "image: {}")
                        .replace("minimum: 0", "uniqueItems: true")
                        .replace("default: 1", "default: many"),
                "content-type",
                YAML);
        assertThat(schema.text())
                .contains(
                        "spec.validation.openAPIV3Schema.properties[spec].properties[replicas].uniqueItems: Forbidden")
                .contains("properties[image].type: Required value: must not be empty for specified object fields");
        Answer defaults = http.send("POST", CRDS, CRONTAB.replace("default: 1", "default: many"), "content-type", YAML);
        assertThat(defaults.at("details.causes.0.field"))
                .isEqualTo("spec.validation.openAPIV3Schema.properties[spec].properties[replicas].default");
        crontabs();
        Answer scope = patch(MERGE, CRDS + "/crontabs.stable.example.com", "{\"spec\":{\"scope\":\"Cluster\"}}");
        assertThat(scope.at("message").toString())
                .endsWith("spec.scope: Invalid value: \"Cluster\": field is immutable");
        Answer approval =
                http.send("POST", CRDS, CRONTAB.replace("stable.example.com", "stable.k8s.io"), "content-type", YAML);
        assertThat(approval.at("message").toString())
                .contains(
                        "metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have");
    }

    @Test
    void whatStandsMayStayWhenTheSchemaBecomesStricter() throws Exception {
        crontabs();
        create("a", "{\"image\":\"long enough\",\"replicas\":9}");
        String definition = CRDS + "/crontabs.stable.example.com";
        String stricter = http.get(definition).text().replace("\"maximum\":10", "\"maximum\":5");
        assertThat(http.send("PUT", definition, stricter, "content-type", HttpFixture.JSON)
                        .code())
                .isEqualTo(200);
        assertThat(patch(MERGE, CRONTABS + "/a", "{\"spec\":{\"image\":\"other\"}}")
                        .code())
                .isEqualTo(200);
        Answer refused = patch(MERGE, CRONTABS + "/a", "{\"spec\":{\"replicas\":8}}");
        assertThat(refused.at("message").toString())
                .contains("spec.replicas in body should be less than or equal to 5");
    }

    @Test
    void rulesAreEvaluated() throws Exception {
        define(CRONTAB.replace("spec:\n            type: object\n", """
                        spec:
                                    type: object
                                    x-kubernetes-validations:
                                    - {rule: 'self.replicas < 5 || self.mode == "fast"', message: many must be fast}
                                    - {rule: self.image == oldSelf.image, message: image is immutable}
                        """), "crontabs.stable.example.com");
        assertThat(create("a", "{\"image\":\"i\",\"replicas\":6,\"mode\":\"slow\"}")
                        .at("message"))
                .isEqualTo(
                        "CronTab.stable.example.com \"a\" is invalid: spec: Invalid value: \"object\": many must be fast");
        assertThat(create("a", "{\"image\":\"i\",\"replicas\":6,\"mode\":\"fast\"}")
                        .code())
                .isEqualTo(201);
        assertThat(patch(MERGE, CRONTABS + "/a", "{\"spec\":{\"image\":\"j\"}}")
                        .at("message")
                        .toString())
                .endsWith("spec: Invalid value: \"object\": image is immutable");
        Answer skipped = create("b", "{\"replicas\":6}");
        assertThat(skipped.at("details.causes.1.message").toString())
                .contains("some validation rules were not checked");
    }

    @Test
    void onlyWhoMayIsShownThem() throws Exception {
        crontabs();
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
        crontabs();
        create("a", "{\"image\":\"i\"}");
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
}
