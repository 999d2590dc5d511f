package io.gantry.server.api;

import static io.gantry.server.api.RefusalsFixture.DEPLOYMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is valid and hardly meant is told with the answer, once; what is refused is only refused. */
class ObjectWarningsTest {
    private static final String SERVICES = "/api/v1/namespaces/default/services";
    private static final String IGNORED = "spec.externalName is ignored when spec.type is not \\\"ExternalName\\\"";
    private static final String NAMELESS = "spec.template.spec.imagePullSecrets[0].name: invalid empty name \\\"\\\"";
    private static final String LABEL = "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}";

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = RefusalsFixture.open();
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
    }

    private static String service(String name, String spec) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{" + spec
                + ",\"externalName\":\"a.b\"}}";
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

    /** What a write that succeeds is told. */
    private static List<String> told(String method, String path, String body) throws Exception {
        Answer answer = send(method, path, body);
        assertThat(answer.code()).as(answer.text()).isBetween(200, 201);
        return answer.headers().getOrDefault("warning", List.of());
    }

    @Test
    void creationsAndUpdatesAreTold() throws Exception {
        assertThat(told("POST", SERVICES, service("told", "\"ports\":[{\"port\":80}]")))
                .containsExactly("299 - \"" + IGNORED + "\"");
        assertThat(told("PATCH", SERVICES + "/told", LABEL)).containsExactly("299 - \"" + IGNORED + "\"");
        assertThat(told("POST", SERVICES + "?dryRun=All", service("dry", "\"ports\":[{\"port\":80}]")))
                .containsExactly("299 - \"" + IGNORED + "\"");
    }

    @Test
    void templatesAreToldOfWhenTheDesireChanges() throws Exception {
        String path = DEPLOYMENTS + "/d";

        assertThat(told("POST", DEPLOYMENTS, deployment("d", "c"))).containsExactly("299 - \"" + NAMELESS + "\"");
        assertThat(told("PATCH", path, LABEL)).isEmpty();
        assertThat(told("PUT", path, deployment("d", "e"))).containsExactly("299 - \"" + NAMELESS + "\"");
        assertThat(told("PATCH", path + "/scale", "{\"spec\":{\"replicas\":3}}"))
                .containsExactly("299 - \"" + NAMELESS + "\"");
        assertThat(told("PATCH", path + "/status", "{\"status\":{\"replicas\":3}}"))
                .isEmpty();
    }

    @Test
    void whoScalesIsToldOfTheTemplate() throws Exception {
        String path = DEPLOYMENTS + "/web";
        String selector =
                "{\"spec\":{\"template\":{\"spec\":{\"nodeSelector\":{\"beta.kubernetes.io/os\":\"linux\"}}}}}";

        assertThat(told("PATCH", path, selector)).hasSize(1);
        assertThat(told("PATCH", path + "/scale", "{\"spec\":{\"replicas\":7}}"))
                .containsExactly(
                        "299 - \"spec.template.spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use"
                                + " \\\"kubernetes.io/os\\\" instead\"");
    }

    @Test
    void addressesOfAStatusAreTold() throws Exception {
        told("POST", SERVICES, service("balanced", "\"type\":\"LoadBalancer\",\"ports\":[{\"port\":80}]"));

        assertThat(told(
                        "PATCH",
                        SERVICES + "/balanced/status",
                        "{\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"2001:db8:0:0::1\"}]}}}"))
                .containsExactly(
                        "299 - \"status.loadBalancer.ingress[0]: IPv6 address \\\"2001:db8:0:0::1\\\" should be in"
                                + " RFC 5952 canonical format (\\\"2001:db8::1\\\")\"");
    }

    @Test
    void refusalsAreNot() throws Exception {
        Answer ofPort = send("POST", SERVICES, service("refused", "\"ports\":[{\"port\":0}]"));
        assertThat(ofPort.code()).isEqualTo(422);
        assertThat(ofPort.header("warning")).isEmpty();

        Answer ofName = send("POST", DEPLOYMENTS, deployment("e", "C"));
        assertThat(ofName.code()).isEqualTo(422);
        assertThat(ofName.header("warning")).isEmpty();
    }
}
