package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A pod's resources change through a subresource of their own, which changes nothing else. */
class PodResizeTest {
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String[] AS_JSON = {"content-type", HttpFixture.JSON};
    private static final String[] STRATEGIC = {"content-type", "application/strategic-merge-patch+json"};

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static String container(String name, String processors) {
        return "{\"name\":\"" + name + "\",\"image\":\"i\",\"resources\":{\"requests\":{\"cpu\":\"" + processors
                + "\"}}}";
    }

    private static void create(String name) throws Exception {
        String pod = "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"containers\":[" + container("a", "1") + ","
                + container("b", "1") + "]}}";
        Answer created = http.send("POST", PODS, pod, AS_JSON);
        assertThat(created.code()).as(created.text()).isEqualTo(201);
    }

    private static Answer resize(String name, String containers) throws Exception {
        return http.send(
                "PATCH", PODS + "/" + name + "/resize", "{\"spec\":{\"containers\":[" + containers + "]}}", STRATEGIC);
    }

    @Test
    void onlyTheResourcesChange() throws Exception {
        create("r");

        Answer resized = http.send(
                "PATCH",
                PODS + "/r/resize",
                "{\"metadata\":{\"labels\":{\"l\":\"v\"},\"annotations\":{\"a\":\"v\"}},\"status\":{\"phase\":\"Running\"},"
                        + "\"spec\":{\"priority\":7,\"containers\":["
                        + container("b", "2").replace("\"i\"", "\"j\"")
                        + "]}}",
                STRATEGIC);

        assertThat(resized.code()).as(resized.text()).isEqualTo(200);
        assertThat(resized.at("spec.containers.1.resources.requests.cpu")).isEqualTo("2");
        assertThat(resized.at("spec.containers.1.image")).isEqualTo("i");
        assertThat(resized.at("spec.containers.0.resources.requests.cpu")).isEqualTo("1");
        assertThat(resized.at("spec.priority")).isNotEqualTo(7);
        assertThat(resized.at("status.phase")).isEqualTo("Pending");
        assertThat(resized.at("metadata.generation").toString()).isEqualTo("2");
    }

    @Test
    void whatIsRefused() throws Exception {
        create("s");

        Answer removed = resize("s", "{\"name\":\"a\",\"resources\":{\"requests\":{\"cpu\":null}}}");
        Answer added = resize("s", container("c", "1"));
        Answer guaranteed = http.send(
                "PATCH",
                PODS + "/s/resize",
                "{\"spec\":{\"resources\":{\"requests\":{\"cpu\":\"2\",\"memory\":\"1Gi\"},"
                        + "\"limits\":{\"cpu\":\"2\",\"memory\":\"1Gi\"}}}}",
                STRATEGIC);

        assertThat(removed.code()).isEqualTo(422);
        assertThat(removed.at("message"))
                .isEqualTo("Pod \"s\" is invalid: spec.containers[0].resources.requests: Forbidden: resource requests"
                        + " cannot be removed");
        assertThat(added.code()).isEqualTo(422);
        assertThat(added.at("message"))
                .isEqualTo("Pod \"s\" is invalid: spec.containers: Forbidden: containers may not be added or removed on"
                        + " resize");
        assertThat(guaranteed.code()).isEqualTo(422);
        assertThat(guaranteed.at("message"))
                .isEqualTo("Pod \"s\" is invalid: spec: Invalid value: \"Burstable\": Pod QOS Class may not change as a"
                        + " result of resizing");
        assertThat(http.get(PODS + "/s").at("spec.containers.0.resources.requests.cpu"))
                .isEqualTo("1");
    }
}
