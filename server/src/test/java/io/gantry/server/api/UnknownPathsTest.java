package io.gantry.server.api;

import static io.gantry.server.api.CustomResourceFixture.CRONTABS;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.server.api.HttpFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Kubernetes answers with a Status, and where with the page of a plain web server. */
class UnknownPathsTest {
    private static CustomResourceFixture custom;
    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        custom = new CustomResourceFixture();
        http = custom.http;
        custom.crontabs();
        custom.create("a", "{\"image\":\"i\"}");
    }

    @AfterAll
    static void stop() {
        custom.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/foo",
                "/healthz/nothing",
                "/openapi/v4",
                "/apis/absent.example.com",
                "/apis/absent.example.com/v1",
                "/apis/absent.example.com/v1/things",
                "/apis/stable.example.com/v1/nothings",
                "/apis/stable.example.com/v9/namespaces/default/crontabs",
            })
    void outsideOfTheGroupsThatAreBuiltIn(String path) throws Exception {
        Answer answer = http.get(path);

        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("404 page not found\n");
        assertThat(answer.header("content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothings",
                "/api/v2",
                "/api/v2/pods",
                "/apis/apps/v1/nothings",
                "/apis/apps/v9",
                "/apis/apps/v9/deployments",
                "/apis/apps/v1/namespaces/default/deployments/a/nothing",
                "/apis/apiextensions.k8s.io/v1/nothings",
                "/api/v1/namespaces/default/nodes",
            })
    void belowThem(String path) throws Exception {
        Answer answer = http.get(path);

        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.at("reason")).isEqualTo("NotFound");
        assertThat(answer.at("message")).isEqualTo("the server could not find the requested resource");
    }

    @Test
    void customResourcesInTheWrongPlace() throws Exception {
        Answer acrossAll =
                http.send("POST", "/apis/stable.example.com/v1/crontabs", "{}", "content-type", HttpFixture.JSON);
        Answer subresource = http.get(CRONTABS + "/a/nothing");

        assertThat(acrossAll.text()).isEqualTo("404 page not found\n");
        assertThat(http.get("/apis/stable.example.com/v1/crontabs").code()).isEqualTo(200);
        assertThat(subresource.code()).isEqualTo(404);
        assertThat(subresource.at("message")).isEqualTo("crontabs.stable.example.com \"a\" not found");
    }

    @ParameterizedTest
    @CsvSource({
        "/livez, 200",
        "/readyz/ping, 200",
        "/metrics, 200",
        "/openapi/v2, 200",
        "/, 200",
        "/version, 405",
        "/api, 405",
        "/api/v1, 405",
        "/apis/apps/v1, 405"
    })
    void pathsThatAreNotReadButWritten(String path, int code) throws Exception {
        Answer answer = http.send("POST", path, "{}", "content-type", HttpFixture.JSON);

        assertThat(answer.code()).isEqualTo(code);
        if (code == 405) {
            assertThat(answer.at("message"))
                    .isEqualTo("the server does not allow this method on the requested resource");
        }
    }
}
