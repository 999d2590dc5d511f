package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read everything has no session in a pod, though a WebSocket begins with a GET. */
final class SessionRightsTest {
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/namespaces/default";

    private HttpFixture http;

    @BeforeEach
    void start() throws Exception {
        http = new HttpFixture();
        make("/roles", """
                {"metadata": {"name": "reader"}, "rules": [{"apiGroups": [""], "resources": ["*"], "verbs": ["get"]}]}
                """);
        make("/roles", """
                {"metadata": {"name": "creator"}, "rules": [{"apiGroups": [""], "resources": ["*"], "verbs": ["create"]}]}
                """);
        bind("reader");
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private void make(String path, String json) throws Exception {
        Answer made = http.send("POST", RBAC + path, json, "content-type", HttpFixture.JSON);
        assertThat(made.code()).as(made.text()).isEqualTo(201);
    }

    private void bind(String role) throws Exception {
        make("/rolebindings", """
                {"metadata": {"name": "%s"},
                 "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "%s"},
                 "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "jane"}]}
                """.formatted(role, role));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec", "attach", "portforward"})
    void bothRightsAreNeeded(String subresource) throws Exception {
        String path = "/api/v1/namespaces/default/pods/none/" + subresource;
        Answer refused = http.send("jane", "GET", path, new byte[0]);
        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.at("message"))
                .isEqualTo("pods \"none\" is forbidden: User \"jane\" cannot create resource \"pods/" + subresource
                        + "\" in API group \"\" in the namespace \"default\"");
        bind("creator");
        assertThat(http.send("jane", "GET", path, new byte[0]).code()).isNotEqualTo(403);
    }
}
