package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import io.gantry.server.admission.webhook.HookServer;
import io.gantry.server.api.HttpFixture.Answer;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.metrics.Scrape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowRequestTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    /** What the clock is ahead of the machine's, in nanoseconds. */
    private final AtomicLong ahead = new AtomicLong();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger(SlowRequests.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private HookServer hooks;
    private HttpFixture http;

    @BeforeEach
    void start() throws Exception {
        logger.addHandler(handler);
        hooks = new HookServer();
        http = new HttpFixture(
                (version, kind, metadata, objects, include, headers) -> "{}".getBytes(StandardCharsets.UTF_8),
                AccessOptions.NONE,
                new Time() {
                    @Override
                    public Instant now() {
                        return Time.system().now();
                    }

                    @Override
                    public long nanoTime() {
                        return Time.system().nanoTime() + ahead.get();
                    }

                    @Override
                    public Cancellable schedule(Duration delay, Runnable action) {
                        return Time.system().schedule(delay, action);
                    }
                },
                null);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
        http.close();
        hooks.close();
    }

    private void hook(String sort) throws Exception {
        assertThat(http.send(
                                "POST",
                                "/apis/admissionregistration.k8s.io/v1/" + sort.toLowerCase(java.util.Locale.ROOT)
                                        + "webhookconfigurations",
                                """
                                {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "%sWebhookConfiguration",
                                 "metadata": {"name": "slow"},
                                 "webhooks": [{"name": "slow.example.com", "admissionReviewVersions": ["v1"],
                                   "sideEffects": "None",
                                   "clientConfig": {"url": "%s", "caBundle": "%s"},
                                   "rules": [{"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"],
                                     "resources": ["configmaps"]}]}]}
                                """.formatted(sort, hooks.url("/slow"), HookServer.caBundle()),
                                "content-type",
                                HttpFixture.JSON)
                        .code())
                .isEqualTo(201);
    }

    private Answer create(String... headers) throws Exception {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "content-type";
        all[headers.length + 1] = HttpFixture.JSON;
        return http.send(
                "POST", MAPS, "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}", all);
    }

    @Test
    void theLineSaysWhereTheTimeWent() throws Exception {
        hooks.answer("/slow", _ -> {
            ahead.addAndGet(Duration.ofSeconds(2).toNanos());
            return "\"allowed\": true";
        });
        hook("Validating");

        assertThat(create("audit-id", "the one").code()).isEqualTo(201);

        Awaitility.await().until(() -> !lines.isEmpty());
        assertThat(lines)
                .singleElement()
                .asString()
                .matches("Slow request: POST \"" + MAPS + "\""
                        + " answered with 201 after \\d{4,} ms \\(Audit-ID \"the one\", user \"admin\", agent \"tester/1.0\"\\): "
                        + ".*decoding \\d+ ms, admission \\d{4,} ms \\(webhook slow.example.com \\d{4,} ms\\), .*"
                        + "encoding \\d+ ms, rest \\d+ ms");
        assertThat(Scrape.parse(http.get("/metrics").text())
                        .value(
                                "apiserver_admission_webhook_admission_duration_seconds_count",
                                "name",
                                "slow.example.com",
                                "operation",
                                "CREATE",
                                "rejected",
                                "false",
                                "type",
                                "validating"))
                .isEqualTo(1);
    }

    @Test
    void quickRequestsAndWatchesGetNone() throws Exception {
        assertThat(create().code()).isEqualTo(201);
        try (var events = http.lines(MAPS + "?watch=1&timeoutSeconds=3600")) {
            var read = events.iterator();
            assertThat(read.next()).contains("ADDED");
            ahead.addAndGet(Duration.ofHours(2).toNanos());
            http.send("DELETE", MAPS + "/a", "");
            while (read.hasNext()) {
                assertThat(read.next()).contains("DELETED");
            }
        }

        assertThat(lines).isEmpty();
    }

    @Test
    void aRequestHasTheClientsIdOrOneOfItsOwn() throws Exception {
        assertThat(http.get(MAPS, "audit-id", "mine").header("audit-id")).isEqualTo("mine");
        assertThat(http.get(MAPS, "audit-id", "x".repeat(100)).header("audit-id"))
                .isEqualTo("x".repeat(64));
        assertThat(http.get(MAPS).header("audit-id"))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(http.get("/apis/none", "audit-id", "mine").header("audit-id"))
                .isEqualTo("mine");
        assertThat(http.get("/livez", "audit-id", "mine").header("audit-id")).isEqualTo("mine");
    }
}
