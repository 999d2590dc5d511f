package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who has no rights is told the same of what exists and of what does not: refused, in words that differ by no more than the
 * name that was asked for.
 */
class NothingToLearnTest {
    private static final String DEFINITION = """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"widgets.example.com"},
             "spec":{"group":"example.com","scope":"Namespaced","names":{"plural":"widgets","kind":"Widget"},
              "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}}]}}
            """;
    private static final Map<String, String> TYPES = Map.of(
            "merge", "application/merge-patch+json",
            "apply", "application/apply-patch+yaml",
            "json", "application/json-patch+json");

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
        create("/api/v1/namespaces", "{\"metadata\":{\"name\":\"real\"}}");
        create("/api/v1/namespaces/real/serviceaccounts", "{\"metadata\":{\"name\":\"default\"}}");
        create("/api/v1/namespaces/real/configmaps", "{\"metadata\":{\"name\":\"real\"}}");
        create("/api/v1/namespaces/real/secrets", "{\"metadata\":{\"name\":\"real\"}}");
        create(
                "/api/v1/namespaces/real/pods",
                "{\"metadata\":{\"name\":\"real\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}");
        create("/api/v1/nodes", "{\"metadata\":{\"name\":\"real\"}}");
        create("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", DEFINITION);
    }

    private static void create(String path, String body) throws Exception {
        Answer answer = http.send("POST", path, body, "content-type", HttpFixture.JSON);
        assertThat(answer.code()).as(answer.text()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    /** Method, path with {@code NAME} for what exists or does not, and how a body is sent. */
    static Stream<Arguments> requests() {
        List<Arguments> all = new ArrayList<>();
        for (String path : new String[] {
            "/api/v1/namespaces/real/configmaps/NAME",
            "/api/v1/namespaces/real/secrets/NAME",
            "/api/v1/namespaces/NAME/configmaps/real",
            "/api/v1/namespaces/real/pods/NAME",
            "/api/v1/namespaces/real/pods/NAME/status",
            "/api/v1/nodes/NAME",
            "/api/v1/namespaces/NAME",
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/NAME",
        }) {
            for (String method : new String[] {"GET", "PUT", "DELETE"}) {
                all.add(Arguments.of(method, path, ""));
            }
            TYPES.values().forEach(type -> all.add(Arguments.of("PATCH", path, type)));
            all.add(Arguments.of("GET", path + "?watch=true", ""));
        }
        for (String sub : new String[] {
            "log", "exec?command=x", "attach", "portforward", "proxy/x", "ephemeralcontainers", "resize"
        }) {
            all.add(Arguments.of("GET", "/api/v1/namespaces/real/pods/NAME/" + sub, ""));
        }
        for (String sub : new String[] {"eviction", "binding", "exec?command=x", "attach", "portforward", "proxy"}) {
            all.add(Arguments.of("POST", "/api/v1/namespaces/real/pods/NAME/" + sub, ""));
        }
        all.add(Arguments.of("POST", "/api/v1/namespaces/real/serviceaccounts/NAME/token", ""));
        all.add(Arguments.of("PUT", "/api/v1/namespaces/NAME/finalize", ""));
        for (String collection : new String[] {"configmaps", "pods", "secrets"}) {
            String path = "/api/v1/namespaces/NAME/" + collection;
            all.add(Arguments.of("GET", path, ""));
            all.add(Arguments.of("GET", path + "?watch=true", ""));
            all.add(Arguments.of("GET", path + "?fieldSelector=metadata.name%3Dreal", ""));
            all.add(Arguments.of("POST", path, ""));
            all.add(Arguments.of("DELETE", path, ""));
        }
        all.add(Arguments.of("GET", "/api/v1/namespaces/real/configmaps?fieldSelector=metadata.name%3DNAME", ""));
        return all.stream();
    }

    private static Answer ask(String user, String method, String path, String type) throws Exception {
        byte[] body = method.equals("GET") || method.equals("DELETE")
                ? new byte[0]
                : "{\"metadata\":{\"name\":\"real\"}}".getBytes(StandardCharsets.UTF_8);
        return http.send(user, method, path, body, "content-type", type.isEmpty() ? HttpFixture.JSON : type);
    }

    private static void assertSame(Answer one, Answer other) {
        assertThat(one.code()).as(one.text()).isEqualTo(403);
        assertThat(other.text()).isEqualTo(one.text());
        assertThat(other.code()).isEqualTo(one.code());
        assertThat(telling(other)).isEqualTo(telling(one));
    }

    /** All headers but those that differ from request to request. */
    private static Map<String, List<String>> telling(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers());
        headers.keySet().removeAll(List.of("audit-id", "date"));
        return headers;
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("requests")
    void whatExistsIsRefusedAsWhatDoesNot(String method, String path, String type) throws Exception {
        Answer real = ask("jane", method, path.replace("NAME", "real"), type);
        Answer none = ask("jane", method, path.replace("NAME", "none"), type);
        assertSame(
                real,
                new Answer(
                        none.code(),
                        none.headers(),
                        none.text().replace("none", "real").getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("requests")
    void soIsItForWhoHasNoName(String method, String path, String type) throws Exception {
        Answer real = ask("", method, path.replace("NAME", "real"), type);
        Answer none = ask("", method, path.replace("NAME", "none"), type);
        assertSame(
                real,
                new Answer(
                        none.code(),
                        none.headers(),
                        none.text().replace("none", "real").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void kindsAndGroupsAreNotTold() throws Exception {
        Answer served = ask("jane", "GET", "/apis/example.com/v1/namespaces/real/widgets/w", "");
        for (String path : new String[] {
            "/apis/example.com/v1/namespaces/real/gadgets/w",
            "/apis/example.org/v1/namespaces/real/widgets/w",
            "/apis/example.com/v2/namespaces/real/widgets/w",
        }) {
            Answer unknown = ask("jane", "GET", path, "");
            String text = unknown.text().replace("gadgets", "widgets").replace("example.org", "example.com");
            assertSame(served, new Answer(unknown.code(), unknown.headers(), text.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(ask("jane", "GET", "/no/such/path", "").code()).isEqualTo(403);
        assertThat(ask("jane", "GET", "/metrics", "").code()).isEqualTo(403);
    }

    @Test
    void hostileBodiesAreNotEvenRead() throws Exception {
        byte[] body = "{".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertThat(http.send("jane", "POST", "/api/v1/namespaces/real/configmaps", body, "content-type", "nonsense")
                        .code())
                .isEqualTo(403);
        assertThat(http.send("nobody", "POST", "/api/v1/namespaces/real/configmaps", body)
                        .code())
                .isEqualTo(401);
    }
}
