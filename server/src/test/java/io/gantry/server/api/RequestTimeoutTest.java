package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.server.admission.webhook.HookServer;
import io.gantry.server.api.HttpFixture.Answer;
import io.gantry.server.flowcontrol.FlowOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server whose requests have little time. */
class RequestTimeoutTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String LATE =
            "Timeout: request did not complete within requested timeout - context deadline exceeded";

    private final CountDownLatch answered = new CountDownLatch(1);
    private HookServer hooks;
    private HttpFixture http;

    @BeforeEach
    void start() throws Exception {
        hooks = new HookServer();
    }

    @AfterEach
    void stop() {
        answered.countDown();
        http.close();
        hooks.close();
    }

    private void open(Duration timeout) throws Exception {
        http = new HttpFixture(new FlowOptions(true, 2, 2, timeout));
    }

    /** A webhook that keeps every new ConfigMap waiting. */
    private void hook() throws Exception {
        hooks.answer("/slow", _ -> {
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "\"allowed\": true";
        });
        assertThat(http.send(
                                "POST",
                                "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
                                """
                                {"metadata": {"name": "slow"},
                                 "webhooks": [{"name": "slow.example.com", "admissionReviewVersions": ["v1"],
                                   "sideEffects": "None", "timeoutSeconds": 30,
                                   "clientConfig": {"url": "%s", "caBundle": "%s"},
                                   "rules": [{"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"],
                                     "resources": ["configmaps"]}]}]}
                                """.formatted(hooks.url("/slow"), HookServer.caBundle()),
                                "content-type",
                                HttpFixture.JSON)
                        .code())
                .isEqualTo(201);
    }

    private Answer create(String query) throws Exception {
        return http.send("POST", MAPS + query, "{\"metadata\":{\"name\":\"a\"}}", "content-type", HttpFixture.JSON);
    }

    private static void assertLate(Answer answer) {
        assertThat(answer.code()).as(answer.text()).isEqualTo(504);
        assertThat(answer.at("reason")).isEqualTo("Timeout");
        assertThat(answer.at("message")).isEqualTo(LATE);
    }

    @Test
    void aRequestThatTakesTooLongIsEnded() throws Exception {
        open(Duration.ofMillis(400));
        hook();

        assertLate(create(""));
        assertThat(http.get(MAPS + "/a").code()).isEqualTo(404);
    }

    @Test
    void aRequestMaySayItself() throws Exception {
        open(Duration.ofMinutes(1));
        hook();

        assertLate(create("?timeout=300ms"));
        Answer wrong = http.get(MAPS + "?timeout=soon");
        assertThat(wrong.code()).isEqualTo(400);
        assertThat(wrong.at("message")).asString().startsWith("invalid timeout specified in the request URL - ");
        assertThat(http.get(MAPS + "?timeout=0s").code()).isEqualTo(200);
    }

    @Test
    void whoCannotBeKnownInTimeIsToldSo() throws Exception {
        open(Duration.ofMillis(400));

        assertLate(http.send("slow", "GET", MAPS, new byte[0]));
        assertThat(http.send("nobody", "GET", MAPS + "?timeout=soon", new byte[0])
                        .code())
                .as("as in Kubernetes, before anybody is asked who it is")
                .isEqualTo(400);
    }

    @Test
    void aBodyThatDoesNotComeLeavesItsSeat() throws Exception {
        open(Duration.ofMillis(500));
        try (Socket one = slow();
                Socket two = slow()) {
            assertThat(status(one)).isEqualTo("HTTP/1.1 504 Gateway Timeout");
            assertThat(status(two)).isEqualTo("HTTP/1.1 504 Gateway Timeout");
        }
        await().untilAsserted(() -> assertThat(http.get("/metrics").text())
                .containsPattern("apiserver_current_inflight_requests\\{request_kind=\"mutating\"} 0\\.0")
                .contains("code=\"504\""));
    }

    private Socket slow() throws IOException {
        Socket socket = http.connect();
        socket.getOutputStream()
                .write(("POST " + MAPS + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer admin\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String status(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    @Test
    void aCommitThatHangsGoesOnWithoutItsRequest() throws Exception {
        List<StuckStore> disks = new ArrayList<>();
        http = new HttpFixture(new FlowOptions(true, 2, 2, Duration.ofSeconds(2)), store -> {
            StuckStore disk = new StuckStore(store);
            disks.add(disk);
            return disk;
        });
        StuckStore disk = disks.getFirst();
        disk.stop();

        assertLate(create(""));
        assertThat(http.get(MAPS + "/a").code()).as("reads need no disk").isEqualTo(404);
        disk.goOn();

        await().untilAsserted(() -> assertThat(http.get(MAPS + "/a").code())
                .as("it was begun, so it is done")
                .isEqualTo(200));
    }

    @Test
    void watchesHaveMoreTime() throws Exception {
        open(Duration.ofMillis(200));

        // It ends by itself, orderly, after more than the time of others.
        assertThat(http.get(MAPS + "?watch=true&timeoutSeconds=1").code()).isEqualTo(200);
    }
}
