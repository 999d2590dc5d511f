package io.gantry.server.api;

import static io.gantry.server.api.CustomResourceFixture.CRDS;
import static io.gantry.server.api.CustomResourceFixture.CRONTAB;
import static io.gantry.server.api.CustomResourceFixture.CRONTABS;
import static io.gantry.server.api.CustomResourceFixture.MERGE;
import static io.gantry.server.api.CustomResourceFixture.YAML;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.server.api.HttpFixture.Answer;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a CustomResourceDefinition, as clients see it over HTTP. */
class CustomDefinitionsTest {
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
    void aDefinitionIsEstablishedAndFound() throws Exception {
        assertThat(http.get(CRONTABS).code()).isEqualTo(404);
        custom.crontabs();
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
    void finalizersHoldObjectsAndTheirDefinition() throws Exception {
        custom.crontabs();
        custom.create("free", "{\"image\":\"i\"}");
        custom.create("held", "{\"image\":\"i\"}");
        custom.patch(MERGE, CRONTABS + "/held", "{\"metadata\":{\"finalizers\":[\"example.com/hold\"]}}");
        Answer deleted = http.send("DELETE", CRDS + "/crontabs.stable.example.com", "");
        assertThat(deleted.at("metadata.finalizers.0")).isEqualTo("customresourcecleanup.apiextensions.k8s.io");
        await().until(() -> http.get(CRONTABS + "/free").code() == 404);
        assertThat(http.get(CRONTABS + "/held").at("metadata.deletionTimestamp"))
                .isNotEqualTo("");
        assertThat(http.get(CRDS + "/crontabs.stable.example.com").text()).contains("InstanceDeletionInProgress");
        Answer late = custom.create("late", "{\"image\":\"i\"}");
        assertThat(late.code()).isEqualTo(405);
        assertThat(late.at("message")).isEqualTo("create not allowed while custom resource definition is terminating");
        custom.patch(MERGE, CRONTABS + "/held", "{\"metadata\":{\"finalizers\":null}}");
        await().until(() -> http.get(CRDS + "/crontabs.stable.example.com").code() == 404);
        assertThat(http.get(CRONTABS).code()).isEqualTo(404);
        assertThat(http.get("/apis").text()).doesNotContain("stable.example.com");
        custom.crontabs();
        assertThat(http.get(CRONTABS).at("items")).isEqualTo(List.of());
    }

    @Test
    void namesBelongToWhoCameFirst() throws Exception {
        custom.crontabs();
        String other = CRONTAB.replace("crontabs", "tabs").replace("singular: crontab", "singular: tab");
        assertThat(http.send("POST", CRDS, other, "content-type", YAML).code()).isEqualTo(201);
        await().until(() -> http.get(CRDS + "/tabs.stable.example.com").text().contains("NotAccepted"));
        Answer refused = http.get(CRDS + "/tabs.stable.example.com");
        assertThat(refused.at("status.conditions.0.reason")).isEqualTo("ListKindConflict");
        assertThat(refused.at("status.conditions.0.message")).isEqualTo("\"CronTabList\" is already in use");
        assertThat(http.get("/apis/stable.example.com/v1/tabs").code()).isEqualTo(404);
        http.send("DELETE", CRDS + "/crontabs.stable.example.com", "");
        custom.established("tabs.stable.example.com");
        assertThat(http.get("/apis/stable.example.com/v1/tabs").code()).isEqualTo(200);
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
        custom.crontabs();
        Answer scope = custom.patch(MERGE, CRDS + "/crontabs.stable.example.com", "{\"spec\":{\"scope\":\"Cluster\"}}");
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
        custom.crontabs();
        custom.create("a", "{\"image\":\"long enough\",\"replicas\":9}");
        String definition = CRDS + "/crontabs.stable.example.com";
        String stricter = http.get(definition).text().replace("\"maximum\":10", "\"maximum\":5");
        assertThat(http.send("PUT", definition, stricter, "content-type", HttpFixture.JSON)
                        .code())
                .isEqualTo(200);
        assertThat(custom.patch(MERGE, CRONTABS + "/a", "{\"spec\":{\"image\":\"other\"}}")
                        .code())
                .isEqualTo(200);
        Answer refused = custom.patch(MERGE, CRONTABS + "/a", "{\"spec\":{\"replicas\":8}}");
        assertThat(refused.at("message").toString())
                .contains("spec.replicas in body should be less than or equal to 5");
    }

    @Test
    void watchesAndReadersFollowTheDefinition() throws Exception {
        custom.crontabs();
        Kind<CustomObject> kind =
                CustomObject.kind("stable.example.com", "v1", CustomObject.Names.of("CronTab", "crontabs"), true);
        var reader = http.local.image(kind).orElseThrow();
        try (var lines = http.lines(CRONTABS + "?watch=true")) {
            Iterator<String> events = lines.iterator();
            custom.create("a", "{\"image\":\"i\",\"more\":\"x\"}");
            assertThat(events.next()).contains("\"image\":\"i\"").doesNotContain("more");
            String definition = CRDS + "/crontabs.stable.example.com";
            String wider = http.get(definition)
                    .text()
                    .replace("\"cronSpec\":{", "\"more\":{\"type\":\"string\"},\"cronSpec\":{");
            assertThat(http.send("PUT", definition, wider, "content-type", HttpFixture.JSON)
                            .code())
                    .isEqualTo(200);
            custom.create("b", "{\"image\":\"i\",\"more\":\"x\"}");
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
}
