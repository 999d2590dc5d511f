package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An answer to a write warns of what the object says. */
class ObjectWarningsTest {
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String WARNING =
            "299 - \"spec.template.spec.imagePullSecrets[0].name: invalid empty name" + " \\\"\\\"\"";

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static String deployment(String name, String container) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"selector\":{\"matchLabels\":{\"a\":\"b\"}},"
                + "\"template\":{\"metadata\":{\"labels\":{\"a\":\"b\"}},\"spec\":{\"imagePullSecrets\":[{}],"
                + "\"containers\":[{\"name\":\"" + container + "\",\"image\":\"i\"}]}}}}";
    }

    private static Answer send(String method, String path, String body) throws Exception {
        String type = method.equals("PATCH") ? "application/merge-patch+json" : HttpFixture.JSON;
        return http.send(method, path, body, "content-type", type);
    }

    @Test
    void aNewObjectAndAnotherDesireAreWarnedOf() throws Exception {
        Answer created = send("POST", DEPLOYMENTS, deployment("d", "c"));
        assertThat(created.code()).as(created.text()).isEqualTo(201);
        assertThat(created.header("Warning")).isEqualTo(WARNING);

        String label = "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}";
        assertThat(send("PATCH", DEPLOYMENTS + "/d", label).header("Warning")).isEmpty();
        assertThat(send("PUT", DEPLOYMENTS + "/d", deployment("d", "e")).header("Warning"))
                .isEqualTo(WARNING);
        assertThat(send("PATCH", DEPLOYMENTS + "/d/scale", "{\"spec\":{\"replicas\":3}}")
                        .header("Warning"))
                .isEqualTo(WARNING);
        assertThat(send("PATCH", DEPLOYMENTS + "/d/status", "{\"status\":{\"replicas\":3}}")
                        .header("Warning"))
                .isEmpty();
    }

    @Test
    void aRefusalWarnsOfNothing() throws Exception {
        Answer refused = send("POST", DEPLOYMENTS, deployment("e", "C"));

        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.header("Warning")).isEmpty();
    }
}
