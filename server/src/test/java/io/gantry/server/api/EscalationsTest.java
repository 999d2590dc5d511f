package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.auth.AnonymousAccess;
import io.gantry.server.auth.AuthorizationMode;
import io.gantry.server.auth.AuthorizationOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may write ClusterRoles does not come to hold all rights by it. */
class EscalationsTest {
    private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
    private static final String BINDINGS = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";
    private static final String[] AS_JSON = {"content-type", HttpFixture.JSON};
    private static final String[] AS_MERGE = {"content-type", "application/merge-patch+json"};

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
        http.send("POST", ROLES, """
                {"metadata":{"name":"maker"},"rules":[{"apiGroups":["rbac.authorization.k8s.io"],
                "resources":["clusterroles"],"verbs":["create","patch"]}]}""", AS_JSON);
        http.send("POST", BINDINGS, """
                {"metadata":{"name":"maker"},"subjects":[{"kind":"User","name":"jane"}],
                "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"maker"}}""", AS_JSON);
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static Answer jane(String method, String path, String body, String... headers) throws Exception {
        return http.send("jane", method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    @Test
    void rolesThatMayComeToHoldAnythingAreForThoseWhoHoldEverything() throws Exception {
        String aggregation = "\"aggregationRule\":{\"clusterRoleSelectors\":[{\"matchLabels\":{\"a\":\"b\"}}]}";
        Answer refused = jane("POST", ROLES, "{\"metadata\":{\"name\":\"all\"}," + aggregation + "}", AS_JSON);
        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.at("message"))
                .isEqualTo(
                        "clusterroles.rbac.authorization.k8s.io \"all\" is forbidden: must have cluster-admin privileges to"
                                + " use the aggregationRule");
        assertThat(jane("PATCH", ROLES + "/maker", "{" + aggregation + "}", AS_MERGE)
                        .code())
                .isEqualTo(403);

        assertThat(http.send("POST", ROLES, "{\"metadata\":{\"name\":\"theirs\"}," + aggregation + "}", AS_JSON)
                        .code())
                .isEqualTo(201);
        assertThat(jane("PATCH", ROLES + "/theirs", "{\"aggregationRule\":null}", AS_MERGE)
                        .code())
                .isEqualTo(403);
    }

    @Test
    void aLabelMakesARoleNoPartOfAnother() throws Exception {
        String labelled = "{\"metadata\":{\"labels\":{\"rbac.authorization.k8s.io/aggregate-to-view\":\"true\"}}}";
        Answer refused = jane("PATCH", ROLES + "/cluster-admin", labelled, AS_MERGE);
        assertThat(refused.code()).isEqualTo(403);
        assertThat((String) refused.at("message"))
                .contains("is attempting to grant RBAC permissions not currently held");
        assertThat(jane("PATCH", ROLES + "/maker", labelled, AS_MERGE).code()).isEqualTo(200);
    }

    @Test
    void whatCollectsGarbageMayBeChanged() throws Exception {
        assertThat(jane("PATCH", ROLES + "/edit", "{\"metadata\":{\"finalizers\":[\"example.com/x\"]}}", AS_MERGE)
                        .code())
                .isEqualTo(200);
    }

    @Test
    void aRightToEscalateARoleByNameIsNoneToCreateIt() throws Exception {
        http.send("POST", ROLES, """
                {"metadata":{"name":"named"},"rules":[{"apiGroups":["rbac.authorization.k8s.io"],
                "resources":["clusterroles"],"verbs":["escalate"],"resourceNames":["strong"]}]}""", AS_JSON);
        http.send("POST", BINDINGS, """
                {"metadata":{"name":"named"},"subjects":[{"kind":"User","name":"jane"}],
                "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"named"}}""", AS_JSON);
        String rules = "\"rules\":[{\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],\"verbs\":[\"get\"]}]";
        String strong = "{\"metadata\":{\"name\":\"strong\"}";
        assertThat(jane("POST", ROLES, strong + "," + rules + "}", AS_JSON).code())
                .isEqualTo(403);
        assertThat(jane("POST", ROLES, strong + "}", AS_JSON).code()).isEqualTo(201);
        assertThat(jane("PATCH", ROLES + "/strong", "{" + rules + "}", AS_MERGE).code())
                .isEqualTo(200);
    }

    @Test
    void whoeverSaysWhatUsersMayDoMayLetThemEscalate() throws Exception {
        AuthorizationOptions everything = new AuthorizationOptions(
                List.of(
                        new AuthorizationOptions.Asked(AuthorizationMode.RBAC, null),
                        new AuthorizationOptions.Asked(AuthorizationMode.ALWAYS_ALLOW, null)),
                null);
        try (HttpFixture open = new HttpFixture(
                (version, kind, metadata, objects, include, headers) -> new byte[0],
                new AccessOptions(null, false, null, null, null, AnonymousAccess.EVERYWHERE, everything))) {
            String all = """
                    {"metadata":{"name":"mine"},"rules":[{"apiGroups":["*"],"resources":["*"],"verbs":["*"]}]}""";
            assertThat(open.send("jane", "POST", ROLES, all.getBytes(StandardCharsets.UTF_8), AS_JSON)
                            .code())
                    .isEqualTo(201);
            assertThat(open.send("jane", "POST", BINDINGS, """
                            {"metadata":{"name":"mine"},"subjects":[{"kind":"User","name":"joe"}],
                            "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"cluster-admin"}}""".getBytes(StandardCharsets.UTF_8), AS_JSON)
                            .code())
                    .isEqualTo(201);
        }
    }
}
