package io.gantry.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.server.api.HttpFixture.Answer;
import io.gantry.server.flowcontrol.FlowOptions;
import io.gantry.server.metrics.Scrape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole server on which jane has a priority level with a single seat. */
class FlowControlTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String API = "/apis/flowcontrol.apiserver.k8s.io/v1";
    private static final String DUMPS = "/debug/api_priority_and_fairness/";

    private HttpFixture http;
    private Answer schema;
    private Answer level;

    @BeforeEach
    void start() throws Exception {
        http = new HttpFixture(new FlowOptions(true, 40, 20));
        create("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", """
                {"metadata":{"name":"jane"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole",
                "name":"cluster-admin"},"subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"jane"}]}
                """);
        level = level("tiny", """
                {"type":"Queue","queuing":{"queues":1,"handSize":1,"queueLengthLimit":1}}""");
        schema = schema("janes", "tiny", "\"distinguisherMethod\":{\"type\":\"ByUser\"},");
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private Answer create(String path, String body) throws Exception {
        Answer answer = http.send("POST", path, body, "content-type", HttpFixture.JSON);
        assertThat(answer.code()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private Answer level(String name, String response) throws Exception {
        return create(API + "/prioritylevelconfigurations", """
                {"metadata":{"name":"%s"},"spec":{"type":"Limited","limited":{"nominalConcurrencyShares":1,
                "borrowingLimitPercent":0,"limitResponse":%s}}}""".formatted(name, response));
    }

    private Answer schema(String name, String level, String more) throws Exception {
        return create(API + "/flowschemas", """
                {"metadata":{"name":"%s"},"spec":{"priorityLevelConfiguration":{"name":"%s"},"matchingPrecedence":50,%s
                "rules":[{"subjects":[{"kind":"User","user":{"name":"jane"}}],
                "resourceRules":[{"verbs":["*"],"apiGroups":["*"],"resources":["*"],"clusterScope":true,"namespaces":["*"]}]}]}}
                """.formatted(name, level, more));
    }

    private Answer as(String user, String path) throws Exception {
        return http.send(user, "GET", path, new byte[0]);
    }

    /** A request of jane's that has a seat until its body is over. */
    private final class Holding implements AutoCloseable {
        private static final String BODY = "{\"metadata\":{\"generateName\":\"held-\"}}";
        private final Socket socket = http.connect();

        Holding() throws IOException {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST " + MAPS + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer jane\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n\r\n")
                            .getBytes(UTF_8));
        }

        /** The code of the answer. */
        int finish() throws IOException {
            socket.getOutputStream().write(BODY.getBytes(UTF_8));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
            return Integer.parseInt(line.split(" ", -1)[1]);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Holding hold() throws Exception {
        Holding holding = new Holding();
        awaitDump("dump_priority_levels", "tiny,[ ]+0,[ ]+false,[ ]+false,[ ]+0,[ ]+1,");
        return holding;
    }

    private void awaitDump(String dump, String pattern) {
        await().until(() -> http.get(DUMPS + dump).text(), text -> text.matches("(?s).*" + pattern + ".*"));
    }

    @Test
    void one_is_served_one_waits_and_one_is_sent_away() throws Exception {
        try (Holding held = hold()) {
            CompletableFuture<HttpResponse<String>> waiting = http.start("jane", MAPS);
            awaitDump("dump_requests", "tiny,[ ]+janes,[ ]+0,[ ]+0,[ ]+,");
            assertThat(http.get(DUMPS + "dump_requests?includeRequestDetails=1").text())
                    .contains("jane,")
                    .contains("list,")
                    .contains(MAPS);
            assertThat(http.get(DUMPS + "dump_queues").text()).containsPattern("tiny,[ ]+0,[ ]+1,[ ]+0,[ ]+0,");

            Answer refused = as("jane", MAPS);
            assertThat(refused.code()).isEqualTo(429);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            assertThat(refused.text()).isEqualTo("Too many requests, please try again later.\n");
            assertThat(refused.header("content-type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(refused.header("x-kubernetes-pf-flowschema-uid")).isEqualTo(schema.at("metadata.uid"));
            assertThat(refused.header("x-kubernetes-pf-prioritylevel-uid")).isEqualTo(level.at("metadata.uid"));
            // Others do not feel it, and neither do her requests that are no resources.
            assertThat(http.get(MAPS).code()).isEqualTo(200);
            assertThat(as("n1", "/version").code()).isEqualTo(200);
            assertThat(as("jane", "/version").code()).isEqualTo(200);

            assertThat(held.finish()).isEqualTo(201);
            HttpResponse<String> served = waiting.get();
            assertThat(served.statusCode()).isEqualTo(200);
            assertThat(served.headers().firstValue("x-kubernetes-pf-flowschema-uid"))
                    .contains((String) schema.at("metadata.uid"));
        }
        Scrape scrape = Scrape.parse(http.get("/metrics").text());
        String[] flow = {"flow_schema", "janes", "priority_level", "tiny"};
        assertThat(scrape.value(
                        "apiserver_flowcontrol_rejected_requests_total",
                        "flow_schema",
                        "janes",
                        "priority_level",
                        "tiny",
                        "reason",
                        "queue-full"))
                .isEqualTo(1);
        assertThat(scrape.value("apiserver_flowcontrol_dispatched_requests_total", flow))
                .isEqualTo(2);
        assertThat(scrape.value("apiserver_flowcontrol_current_inqueue_requests", flow))
                .isZero();
        assertThat(scrape.value("apiserver_flowcontrol_nominal_limit_seats", "priority_level", "tiny"))
                .isEqualTo(1);
        assertThat(scrape.value("apiserver_flowcontrol_current_limit_seats", "priority_level", "tiny"))
                .isEqualTo(1);
        assertThat(scrape.value(
                        "apiserver_flowcontrol_request_wait_duration_seconds_count",
                        "execute",
                        "true",
                        "flow_schema",
                        "janes",
                        "priority_level",
                        "tiny"))
                .isEqualTo(2);
        // The answer may be there before its end is counted.
        await().until(() ->
                Scrape.parse(http.get("/metrics").text()).value("apiserver_flowcontrol_current_executing_seats", flow)
                        == 0);
    }

    @Test
    void who_waits_too_long_is_sent_away_and_who_leaves_is_forgotten() throws Exception {
        try (Holding held = hold()) {
            Answer refused = as("jane", MAPS + "?timeout=200ms");
            assertThat(refused.code()).isEqualTo(429);
            CompletableFuture<HttpResponse<String>> waiting = http.start("jane", MAPS);
            awaitDump("dump_requests", "tiny,[ ]+janes");
            waiting.cancel(true);
            awaitDump("dump_priority_levels", "tiny,[ ]+0,[ ]+false,[ ]+false,[ ]+0,[ ]+1,[ ]+1,[ ]+2,[ ]+1,[ ]+1\n");
            assertThat(held.finish()).isEqualTo(201);
        }
        assertThat(as("jane", MAPS).code()).isEqualTo(200);
    }

    @Test
    void a_level_without_queues_sends_away_at_once() throws Exception {
        level("none", "{\"type\":\"Reject\"}");
        schema("0-janes", "none", "");
        try (Holding held = new Holding()) {
            awaitDump("dump_priority_levels", "none,[ ]+0,[ ]+false,[ ]+false,[ ]+0,[ ]+1,");
            assertThat(as("jane", MAPS).code()).isEqualTo(429);
            assertThat(held.finish()).isEqualTo(201);
        }
        assertThat(Scrape.parse(http.get("/metrics").text())
                        .value(
                                "apiserver_flowcontrol_rejected_requests_total",
                                "flow_schema",
                                "0-janes",
                                "priority_level",
                                "none",
                                "reason",
                                "concurrency-limit"))
                .isEqualTo(1);
    }

    @Test
    void a_watch_leaves_its_seat_when_it_has_begun() throws Exception {
        HttpResponse<Stream<String>> watch = http.watch("jane", MAPS + "?watch=1");
        try (Stream<String> lines = watch.body()) {
            assertThat(watch.headers().firstValue("x-kubernetes-pf-prioritylevel-uid"))
                    .contains((String) level.at("metadata.uid"));
            awaitDump("dump_priority_levels", "tiny,[ ]+0,[ ]+true,");
            assertThat(as("jane", MAPS).code()).isEqualTo(200);
            assertThat(lines).isNotNull();
        }
    }

    @Test
    void a_schema_says_whether_its_level_is_there() throws Exception {
        Answer lost = schema("lost", "nowhere", "");
        assertThat(lost.code()).isEqualTo(201);
        await().until(() -> condition("lost").equals("True NotFound"));
        assertThat(http.get(API + "/flowschemas/lost").at("status.conditions.0.message"))
                .isEqualTo(
                        "This FlowSchema references the PriorityLevelConfiguration object named \"nowhere\" but there is no"
                                + " such object");
        level("nowhere", "{\"type\":\"Reject\"}");
        await().until(() -> condition("lost").equals("False Found"));
        http.send("DELETE", API + "/prioritylevelconfigurations/nowhere", "");
        await().until(() -> condition("lost").equals("True NotFound"));
        assertThat(condition("global-default")).isEqualTo("False Found");
    }

    private String condition(String name) throws Exception {
        Answer schema = http.get(API + "/flowschemas/" + name);
        return schema.at("status.conditions.0.status") + " " + schema.at("status.conditions.0.reason");
    }

    @Test
    void the_mandatory_ones_keep_their_specs() throws Exception {
        Answer refused = http.send(
                "PATCH",
                API + "/flowschemas/catch-all",
                "{\"spec\":{\"matchingPrecedence\":9999}}",
                "content-type",
                "application/merge-patch+json");
        assertThat(refused.code()).isEqualTo(422);
        assertThat((String) refused.at("message")).endsWith("spec of 'catch-all' must equal the fixed value");
        Answer settings = http.send(
                "PATCH",
                API + "/prioritylevelconfigurations/exempt",
                "{\"spec\":{\"exempt\":{\"nominalConcurrencyShares\":7}}}",
                "content-type",
                "application/merge-patch+json");
        assertThat(settings.code()).isEqualTo(200);
    }

    @Test
    void what_is_going_on_is_for_those_who_may_see_it() throws Exception {
        assertThat(as("n1", DUMPS + "dump_priority_levels").code()).isEqualTo(403);
        assertThat(http.get(DUMPS + "dump_everything").code()).isEqualTo(404);
        assertThat(http.get(DUMPS + "dump_priority_levels").text())
                .startsWith("PriorityLevelName, ActiveQueues, IsIdle, ");
        assertThat(http.get("/").text()).doesNotContain("/debug");
    }

    @Test
    void without_fairness_there_are_two_limits() throws Exception {
        try (HttpFixture plain = new HttpFixture(new FlowOptions(false, 1, 1))) {
            http.close();
            http = plain;
            create("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", """
                    {"metadata":{"name":"jane"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole",
                    "name":"cluster-admin"},"subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"jane"}]}
                    """);
            try (Holding held = new Holding()) {
                byte[] map = "{\"metadata\":{\"generateName\":\"a-\"}}".getBytes(UTF_8);
                await().until(() ->
                        plain.send("jane", "POST", MAPS + "?dryRun=All", map, "content-type", HttpFixture.JSON)
                                        .code()
                                == 429);
                Answer refused = plain.send("jane", "POST", MAPS, map, "content-type", HttpFixture.JSON);
                assertThat(refused.header("retry-after")).isEqualTo("1");
                assertThat(refused.headers()).doesNotContainKey("x-kubernetes-pf-flowschema-uid");
                Answer read = as("jane", MAPS);
                assertThat(read.code()).isEqualTo(200);
                assertThat(Map.copyOf(read.headers())).doesNotContainKey("x-kubernetes-pf-flowschema-uid");
                // Who may do everything is always let in.
                assertThat(plain.send("POST", MAPS, new String(map, UTF_8), "content-type", HttpFixture.JSON)
                                .code())
                        .isEqualTo(201);
                assertThat(plain.get(DUMPS + "dump_queues").code()).isEqualTo(404);
                assertThat(held.finish()).isEqualTo(201);
            }
        }
    }
}
