package io.gantry.server.api;

import static io.gantry.server.api.RefusalsFixture.AS_JSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is valid and hardly meant is told with the answer; what is refused is only refused. */
class ObjectWarningsTest {
    private static final String SERVICES = "/api/v1/namespaces/default/services";
    private static final String IGNORED = "spec.externalName is ignored when spec.type is not \\\"ExternalName\\\"";

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = RefusalsFixture.open();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static String service(String name, String spec) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{" + spec
                + ",\"externalName\":\"a.b\"}}";
    }

    @Test
    void creationsAndUpdatesAreTold() throws Exception {
        Answer created = http.send("POST", SERVICES, service("told", "\"ports\":[{\"port\":80}]"), AS_JSON);
        assertThat(created.code()).isEqualTo(201);
        assertThat(created.headers().get("warning")).containsExactly("299 - \"" + IGNORED + "\"");

        Answer updated = http.send(
                "PATCH",
                SERVICES + "/told",
                "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}",
                "content-type",
                "application/merge-patch+json");
        assertThat(updated.code()).isEqualTo(200);
        assertThat(updated.headers().get("warning")).containsExactly("299 - \"" + IGNORED + "\"");
    }

    @Test
    void whoScalesIsToldOfTheTemplate() throws Exception {
        String path = "/apis/apps/v1/namespaces/default/deployments/web";
        Answer changed = http.send(
                "PATCH",
                path,
                "{\"spec\":{\"template\":{\"spec\":{\"nodeSelector\":{\"beta.kubernetes.io/os\":\"linux\"}}}}}",
                "content-type",
                "application/merge-patch+json");
        assertThat(changed.code()).isEqualTo(200);
        assertThat(changed.headers().get("warning")).hasSize(1);
        Answer scaled = http.send(
                "PATCH",
                path + "/scale",
                "{\"spec\":{\"replicas\":7}}",
                "content-type",
                "application/merge-patch+json");
        assertThat(scaled.code()).isEqualTo(200);
        assertThat(scaled.headers().get("warning"))
                .containsExactly(
                        "299 - \"spec.template.spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use"
                                + " \\\"kubernetes.io/os\\\" instead\"");
    }

    @Test
    void addressesOfAStatusAreTold() throws Exception {
        http.send(
                "POST", SERVICES, service("balanced", "\"type\":\"LoadBalancer\",\"ports\":[{\"port\":80}]"), AS_JSON);
        Answer updated = http.send(
                "PATCH",
                SERVICES + "/balanced/status",
                "{\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"2001:db8:0:0::1\"}]}}}",
                "content-type",
                "application/merge-patch+json");
        assertThat(updated.code()).isEqualTo(200);
        assertThat(updated.headers().get("warning"))
                .containsExactly(
                        "299 - \"status.loadBalancer.ingress[0]: IPv6 address \\\"2001:db8:0:0::1\\\" should be in"
                                + " RFC 5952 canonical format (\\\"2001:db8::1\\\")\"");
    }

    @Test
    void refusalsAreNot() throws Exception {
        Answer refused = http.send("POST", SERVICES, service("refused", "\"ports\":[{\"port\":0}]"), AS_JSON);
        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.header("warning")).isEmpty();
    }
}
