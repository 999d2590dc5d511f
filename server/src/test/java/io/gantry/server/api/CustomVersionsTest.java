package io.gantry.server.api;

import static io.gantry.server.api.CustomResourceFixture.CRONTAB;
import static io.gantry.server.api.CustomResourceFixture.CRONTABS;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.server.admission.webhook.HookServer;
import io.gantry.server.api.HttpFixture.Answer;
import io.gantry.server.edge.TestTls;
import io.gantry.server.metrics.Scrape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Custom resources in several versions, as clients see them over HTTP. */
class CustomVersionsTest {
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
    void versionsShowTheSameObjects() throws Exception {
        String two = CRONTAB.replace(
                "  - name: v1\n",
                "  - name: v2\n    served: true\n    storage: false\n    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {image: {type: string}, extra: {type: string, default: e}}}}}}\n  - name: v1\n");
        custom.define(two, "crontabs.stable.example.com");
        custom.create("a", "{\"image\":\"i\"}");
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
            custom.define(two, "crontabs.stable.example.com");
            custom.create("a", "{\"image\":\"one\"}");
            custom.create("b", "{\"image\":\"two\"}");
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

            custom.create("d", "{\"image\":\"four\"}");
            hook.answer("/convert", request -> converted(request, "Failure"));
            Answer failed = http.get(second + "/d");
            assertThat(failed.code()).isEqualTo(500);
            assertThat(failed.at("message").toString())
                    .isEqualTo("conversion webhook for stable.example.com/v1, Kind=CronTab failed: not today");

            Scrape scrape = Scrape.parse(http.get("/metrics").text());
            assertThat(scrape.value(
                            "apiserver_conversion_webhook_request_total",
                            "failure_type",
                            "conversion_webhook_call_failure",
                            "result",
                            "failure"))
                    .isEqualTo(1);
            assertThat(scrape.value(
                            "apiserver_conversion_webhook_duration_seconds_count",
                            "failure_type",
                            "",
                            "result",
                            "success"))
                    .isGreaterThanOrEqualTo(2);
            assertThat(scrape.value(
                            "apiserver_crd_conversion_webhook_duration_seconds_count",
                            "crd_name",
                            "crontabs.stable.example.com",
                            "from_version",
                            "v1",
                            "succeeded",
                            "false",
                            "to_version",
                            "v2"))
                    .isEqualTo(1);
        }
    }

    @Test
    void whatIsWrongWithAnAnswerIsSaid() throws Exception {
        try (HookServer hook = new HookServer()) {
            String bundle = Base64.getEncoder()
                    .encodeToString(TestTls.CA.getCertificatePEM().getBytes(StandardCharsets.US_ASCII));
            custom.define(
                    CRONTAB.replace(
                            "  versions:\n",
                            "  conversion:\n    strategy: Webhook\n    webhook:\n      conversionReviewVersions: [v1]\n"
                                    + "      clientConfig: {url: '" + hook.url("/convert") + "', caBundle: " + bundle
                                    + "}\n  versions:\n  - name: v2\n    served: true\n    storage: false\n"
                                    + "    schema: {openAPIV3Schema: {type: object}}\n"),
                    "crontabs.stable.example.com");
            custom.create("a", "{\"image\":\"one\"}");
            Map<String, String> wrongs = new LinkedHashMap<>();
            wrongs.put(
                    "review kind",
                    " failed: expected webhook response of apiextensions.k8s.io/v1, "
                            + "Kind=ConversionReview, got apiextensions.k8s.io/v1, Kind=Other");
            wrongs.put("review response", " failed: no response provided");
            wrongs.put("response result", " failed: response.result.status was '', not 'Success'");
            wrongs.put("response convertedObjects", " returned 0 objects, expected 1");
            wrongs.put(
                    "object apiVersion",
                    " returned invalid object at index 0: invalid groupVersion (expected "
                            + "stable.example.com/v2, received Other)");
            wrongs.put(
                    "object kind",
                    " returned invalid object at index 0: invalid kind (expected CronTab, received " + "Other)");
            wrongs.put("metadata name", " returned invalid object: must have the same name: a != Other");
            wrongs.put("metadata uid", " returned invalid object: must have the same UID: ");
            wrongs.put(
                    "metadata labels",
                    " returned invalid metadata: invalid metadata.labels of type string in " + "converted object");
            wrongs.put(
                    "label x",
                    " returned invalid metadata: metadata.labels[x] must be a string, but is int64 in "
                            + "converted object");
            wrongs.put("label -", " returned invalid metadata: metadata.labels: Invalid value: \"-\": ");
            for (Map.Entry<String, String> wrong : wrongs.entrySet()) {
                hook.answer("/convert", request -> broken(request, wrong.getKey()));
                Answer answer = http.get(CRONTABS.replace("/v1/", "/v2/") + "/a");
                assertThat(answer.code()).isEqualTo(500);
                assertThat(answer.at("message").toString())
                        .describedAs(wrong.getKey())
                        .startsWith("conversion webhook for stable.example.com/v1, Kind=CronTab" + wrong.getValue());
            }
        }
    }

    /** A good answer, but for one field. */
    private static String broken(Map<String, Object> request, String what) {
        Map<String, Object> review = new LinkedHashMap<>(
                Tree.object(Tree.parseJson(converted(request, "Success").getBytes(StandardCharsets.UTF_8))));
        Map<String, Object> response = Tree.object(review.get("response"));
        Map<String, Object> object = Tree.object(((List<?>) response.get("convertedObjects")).getFirst());
        Map<String, Object> metadata = Tree.object(object.get("metadata"));
        String field = what.substring(what.indexOf(' ') + 1);
        switch (what.substring(0, what.indexOf(' '))) {
            case "review" -> review.put(field, "Other");
            case "response" -> response.put(field, "Other");
            case "object" -> object.put(field, "Other");
            case "metadata" -> metadata.put(field, "Other");
            default -> metadata.put("labels", Map.of(field, field.equals("x") ? 1 : "yes"));
        }
        return new String(Tree.toJson(review), StandardCharsets.UTF_8);
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
}
