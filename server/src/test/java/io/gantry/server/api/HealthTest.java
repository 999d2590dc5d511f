package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.gantry.server.api.HttpFixture.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts are those of Kubernetes' API server: scripts look for them. */
class HealthTest {
    private static final String STARTED = """
            [+]poststarthook/start-apiextensions-controllers ok
            [+]poststarthook/start-system-namespaces-controller ok
            [+]poststarthook/rbac/bootstrap-roles ok
            [+]poststarthook/scheduling/bootstrap-system-priority-classes ok
            [+]poststarthook/priority-and-fairness-config-producer ok
            [+]poststarthook/bootstrap-controller ok
            [+]poststarthook/start-kubernetes-service-cidr-controller ok
            """;

    private HttpFixture http;

    @BeforeEach
    void start() throws Exception {
        http = new HttpFixture();
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private Answer as(String user, String path) throws Exception {
        return http.send(user, "GET", path, new byte[0]);
    }

    @Test
    void everyCheckIsListedOnRequest() throws Exception {
        assertThat(http.get("/readyz?verbose").text())
                .isEqualTo("[+]ping ok\n[+]etcd ok\n[+]etcd-readiness ok\n" + STARTED
                        + "[+]shutdown ok\nreadyz check passed\n");
        for (String name : List.of("livez", "healthz")) {
            Answer answer = http.get("/" + name + "?verbose=");
            assertThat(answer.text()).isEqualTo("[+]ping ok\n[+]etcd ok\n" + STARTED + name + " check passed\n");
            assertThat(answer.header("content-type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        }
    }

    @Test
    void aFailedCheckIsNamedToEverybodyAndExplainedToWhoMayAsk() throws Exception {
        http.store.close();

        Answer answer = as("", "/livez");
        assertThat(answer.code()).isEqualTo(500);
        assertThat(answer.text())
                .isEqualTo("[+]ping ok\n[-]etcd failed: reason withheld\n" + STARTED + "livez check failed\n");
        Answer check = http.get("/livez/etcd");
        assertThat(check.code()).isEqualTo(500);
        assertThat(check.text()).isEqualTo("internal server error: the store is closed\n");
        assertThat(as("", "/livez/etcd").code()).isEqualTo(403);
        assertThat(as("jane", "/livez/etcd").code()).isEqualTo(403);
    }

    @Test
    void excludedChecksAreNotLookedAt() throws Exception {
        http.store.close();

        assertThat(http.get("/livez?exclude=etcd").text()).isEqualTo("ok");
        assertThat(http.get("/readyz?exclude=etcd").code()).isEqualTo(500);
        Answer answer = http.get("/readyz?verbose&exclude=etcd&exclude=etcd-readiness&exclude=z&exclude=a%22b");
        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("[+]ping ok\n[+]etcd excluded: ok\n[+]etcd-readiness excluded: ok\n" + STARTED
                        + "[+]shutdown ok\nwarn: some health checks cannot be excluded: no matches for \"a\\\"b\",\"z\"\n"
                        + "readyz check passed\n");
    }

    @Test
    void whoShutsDownIsAliveButNotReady() throws Exception {
        ((ApiHandler) http.server.handler()).drain();

        assertThat(http.get("/livez").text()).isEqualTo("ok");
        assertThat(http.get("/healthz").text()).isEqualTo("ok");
        assertThat(http.get("/readyz").code()).isEqualTo(500);
        assertThat(http.get("/readyz").text()).endsWith("[-]shutdown failed: reason withheld\nreadyz check failed\n");
        assertThat(http.get("/readyz/shutdown").text()).isEqualTo("internal server error: process is shutting down\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/readyz/ping",
                "/readyz/etcd-readiness",
                "/livez/etcd",
                "/healthz/poststarthook/rbac/bootstrap-roles"
            })
    void eachCheckHasAPathThatTheIndexNames(String path) throws Exception {
        assertThat(http.get(path).text()).isEqualTo("ok");
        assertThat(http.get("/").at("paths")).asInstanceOf(LIST).contains(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/readyz/nothing", "/livez/shutdown", "/healthzz", "/livez/poststarthook"})
    void whatIsNoCheckIsNotFound(String path) throws Exception {
        assertThat(http.get(path).code()).isEqualTo(404);
    }

    @Test
    void questionsAboutTheStoreWriteNothing() throws Exception {
        long before = http.store.revision();

        http.get("/readyz");

        assertThat(http.store.revision()).isEqualTo(before);
    }
}
