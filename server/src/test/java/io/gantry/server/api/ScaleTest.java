package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An apply of a {@code Scale}, whose owners are those of the object's number of replicas. */
class ScaleTest {
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String[] APPLY = {"content-type", "application/apply-patch+yaml"};

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
    }

    @Test
    void whoAppliesAScaleOwnsTheReplicas() throws Exception {
        created("owned");
        Answer conflict = apply("owned", "autoscaler", "{replicas: 5}", "");
        assertThat(conflict.code()).isEqualTo(409);
        assertThat(conflict.at("details.causes.0.field")).isEqualTo(".spec.replicas");
        assertThat(conflict.at("details.causes.0.message")).isEqualTo("conflict with \"creator\" using apps/v1");

        Answer forced = apply("owned", "autoscaler", "{replicas: 5}", "&force=true");
        assertThat(forced.code()).as(forced.text()).isEqualTo(200);
        assertThat(forced.at("kind")).isEqualTo("Scale");
        assertThat(forced.at("spec.replicas")).isEqualTo(5L);
        Answer deployment = http.get(DEPLOYMENTS + "/owned");
        assertThat(deployment.at("spec.replicas")).isEqualTo(5L);
        assertThat(deployment.at("metadata.generation")).isEqualTo(2L);
        assertThat(entry(deployment, "autoscaler"))
                .containsEntry("operation", "Apply")
                .containsEntry("subresource", "scale")
                .containsEntry("apiVersion", "apps/v1")
                .containsEntry("fieldsV1", Map.of("f:spec", Map.of("f:replicas", Map.of())));
        assertThat(entry(deployment, "creator").toString())
                .contains("f:template")
                .doesNotContain("f:replicas");

        Answer other = apply("owned", "another", "{replicas: 6}", "");
        assertThat(other.code()).isEqualTo(409);
        assertThat(apply("owned", "another", "{replicas: 5}", "").code())
                .as("the same value is no conflict")
                .isEqualTo(200);
    }

    @Test
    void aScaleSaysWhoseItIs() throws Exception {
        created("named");
        String scale =
                "{\"apiVersion\":\"autoscaling/v1\",\"kind\":\"Scale\",\"metadata\":{%s},\"spec\":{\"replicas\":1}}";
        String path = DEPLOYMENTS + "/named/scale";

        assertThat(http.send("PUT", path, scale.formatted("\"name\":\"other\""), "content-type", HttpFixture.JSON)
                        .at("message"))
                .isEqualTo("the name of the object (other) does not match the name on the URL (named)");
        assertThat(http.send("PUT", path, scale.formatted(""), "content-type", HttpFixture.JSON)
                        .at("message"))
                .isEqualTo("the name of the object (named based on URL) was undeterminable: name must be provided");
        assertThat(http.send(
                                "PUT",
                                path,
                                scale.formatted("\"name\":\"named\",\"namespace\":\"other\""),
                                "content-type",
                                HttpFixture.JSON)
                        .at("message"))
                .isEqualTo("the namespace of the object (other) does not match the namespace on the request (default)");
    }

    @Test
    void whatIsNoScaleIsRefused() throws Exception {
        created("refused");
        Answer negative = apply("refused", "a", "{replicas: -1}", "&force=true");
        assertThat(negative.code()).isEqualTo(422);
        assertThat(negative.at("details.kind")).isEqualTo("Scale");
        assertThat(negative.at("details.causes.0.field")).isEqualTo("spec.replicas");
        assertThat(apply("refused", "a", "{replicas: many}", "").text())
                .contains("failed to create typed patch object", ".spec.replicas");
        assertThat(apply("refused", "", "{replicas: 1}", "").at("details.causes.0.field"))
                .isEqualTo("fieldManager");
        assertThat(apply("none", "a", "{replicas: 1}", "").code()).isEqualTo(404);
    }

    @Test
    void aReadWaitsForTheVersionItNames() throws Exception {
        String version = created("read").at("metadata.resourceVersion").toString();
        assertThat(http.get(DEPLOYMENTS + "/read?resourceVersion=" + version).code())
                .isEqualTo(200);
        assertThat(http.get(DEPLOYMENTS + "/read?resourceVersion=0").code()).isEqualTo(200);
        assertThat(http.get(DEPLOYMENTS + "/read?resourceVersion=x").code()).isEqualTo(400);
        Answer future = http.get(DEPLOYMENTS + "/read?resourceVersion=99999999");
        assertThat(future.code()).isEqualTo(504);
        assertThat(future.at("details.causes.0.reason")).isEqualTo("ResourceVersionTooLarge");
    }

    private static Answer created(String name) throws Exception {
        String body = """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"NAME"},"spec":{"replicas":2,
                "selector":{"matchLabels":{"app":"NAME"}},"template":{"metadata":{"labels":{"app":"NAME"}},
                "spec":{"containers":[{"name":"c","image":"nginx:1.7.9"}]}}}}
                """.replace("NAME", name);
        return http.send("POST", DEPLOYMENTS + "?fieldManager=creator", body, "content-type", "application/json");
    }

    private static Answer apply(String name, String manager, String spec, String more) throws Exception {
        return http.send(
                "PATCH",
                DEPLOYMENTS + "/" + name + "/scale?" + (manager.isEmpty() ? "" : "fieldManager=" + manager) + more,
                "apiVersion: autoscaling/v1\nkind: Scale\nmetadata: {name: " + name + "}\nspec: " + spec,
                APPLY);
    }

    private static Map<Object, Object> entry(Answer answer, String manager) {
        return ((List<?>) answer.at("metadata.managedFields"))
                .stream()
                        .map(entry -> new HashMap<Object, Object>((Map<?, ?>) entry))
                        .filter(entry -> manager.equals(entry.get("manager")))
                        .findFirst()
                        .orElseThrow();
    }
}
