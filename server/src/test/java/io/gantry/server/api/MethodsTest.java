package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which methods paths can be asked: as in Kubernetes, those that go through its router only by those that it lists. */
class MethodsTest {
    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/version, 405",
        "/api, 405",
        "/api/v1, 405",
        "/apis, 200",
        "/apis/apps, 200",
        "/apis/apps/v1, 405",
        "/openapi/v2, 200",
        "/openapi/v3, 200",
        "/openapi/v3/apis/apps/v1, 200",
        "/livez, 200",
        "/readyz, 200",
        "/healthz, 200",
        "/healthz/ping, 200",
        "/metrics, 200",
        "/, 200"
    })
    void pathsThatAreNoResources(String path, int code) throws Exception {
        assertThat(http.get(path).code()).isEqualTo(200);
        for (String method : new String[] {"HEAD", "POST", "PUT", "DELETE"}) {
            Answer answer = http.send(method, path, "");
            assertThat(answer.code()).as(method).isEqualTo(code);
            if (code == 405 && !method.equals("HEAD")) {
                assertThat(answer.at("message"))
                        .isEqualTo("the server does not allow this method on the requested resource");
                assertThat(answer.at("reason")).isEqualTo("MethodNotAllowed");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/nodes, 405",
        "/api/v1/nodes?watch=true, 405",
        "/api/v1/namespaces/default, 405",
        "/api/v1/namespaces/none, 405",
        "/api/v1/inventions, 404"
    })
    void onlyTheHeadOfAResourceIsNotToBeHad(String path, int code) throws Exception {
        assertThat(http.send("HEAD", path, "").code()).isEqualTo(code);
    }
}
