package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;

/** An API server with a config map {@code here} and a Deployment {@code web}, and what it says when it refuses. */
final class RefusalsFixture {
    static final String MAPS = "/api/v1/namespaces/default/configmaps";
    static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    static final String[] AS_JSON = {"content-type", HttpFixture.JSON};

    private RefusalsFixture() {}

    static HttpFixture open() throws Exception {
        HttpFixture http = new HttpFixture();
        http.send("POST", MAPS, map("here"), AS_JSON);
        http.send("POST", DEPLOYMENTS, deployment("web"), AS_JSON);
        return http;
    }

    static String map(String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                + "\"},\"data\":{\"k\":\"v\"}}";
    }

    private static String deployment(String name) {
        return "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"" + name + "\"},"
                + "\"spec\":{\"replicas\":2,\"selector\":{\"matchLabels\":{\"app\":\"web\"}},"
                + "\"template\":{\"metadata\":{\"labels\":{\"app\":\"web\"}},"
                + "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"nginx:1.7.9\"}]}}}}";
    }

    static void assertRefused(Answer answer, int code, String reason, String message) {
        assertThat(answer.at("message")).isEqualTo(message);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.at("kind")).isEqualTo("Status");
        assertThat(answer.at("apiVersion")).isEqualTo("v1");
        assertThat(answer.at("status")).isEqualTo("Failure");
        assertThat(answer.at("reason")).isEqualTo(reason);
        assertThat(answer.at("code")).isEqualTo((long) code);
    }
}
