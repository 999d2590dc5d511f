package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.server.api.HttpFixture.Answer;
import io.gantry.server.flowcontrol.FlowOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is sent to hurt the server gets a clear answer, over the wire and by every way in which a body comes; whatever it does
 * to one request, the next one is served. The JVM of a test has 2 GB, which each of these would exceed if it were let.
 */
@Timeout(120)
class HostileRequestsTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String APPLY = "application/apply-patch+yaml";
    private static final String MERGE = "application/merge-patch+json";
    private static final String STRATEGIC = "application/strategic-merge-patch+json";
    private static final String PATCH = "application/json-patch+json";
    private static final String YAML = "application/yaml";
    private static final String READING = "apiserver_current_inflight_requests{request_kind=\"readOnly\"}";
    private static final String MAP = "\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"here\"}";

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
        http.send("POST", MAPS, "{" + MAP + ",\"data\":{\"k\":\"v\"}}", "content-type", HttpFixture.JSON);
        http.send("POST", DEPLOYMENTS, """
                {"metadata":{"name":"web"},"spec":{"selector":{"matchLabels":{"a":"b"}},
                 "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
                """, "content-type", HttpFixture.JSON);
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static String nested(String open, int depth, String close) {
        return open.repeat(depth) + "1" + close.repeat(depth);
    }

    /** YAML that is a billion times as long when its aliases are followed. */
    private static String laughs(String head) {
        StringBuilder yaml = new StringBuilder(head).append("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 10; i++) {
            yaml.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ",").repeat(10))
                    .append("x]\n");
        }
        return yaml.toString();
    }

    static Stream<Arguments> bodies() {
        String deep = nested("{\"a\":", 100_000, "}");
        String list = nested("[", 100_000, "]");
        String huge = "9".repeat(100_000);
        String yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: here}\n";
        List<Arguments> all = new ArrayList<>();
        for (String value : new String[] {deep, list, "1e999999999", huge, "-1e999999999", "1e-999999999"}) {
            all.add(Arguments.of("POST", MAPS, HttpFixture.JSON, "{" + MAP + ",\"data\":{\"k\":" + value + "}}"));
            all.add(Arguments.of("PUT", MAPS + "/here", HttpFixture.JSON, "{" + MAP + ",\"data\":" + value + "}"));
            all.add(Arguments.of("PATCH", MAPS + "/here", MERGE, "{\"data\":{\"k\":" + value + "}}"));
            all.add(Arguments.of("PATCH", MAPS + "/here", STRATEGIC, "{\"data\":{\"k\":" + value + "}}"));
            all.add(Arguments.of(
                    "PATCH", MAPS + "/here", PATCH, "[{\"op\":\"add\",\"path\":\"/data/k\",\"value\":" + value + "}]"));
            all.add(Arguments.of(
                    "PATCH", MAPS + "/here?fieldManager=m", APPLY, "{" + MAP + ",\"data\":{\"k\":" + value + "}}"));
            all.add(Arguments.of("PATCH", DEPLOYMENTS + "/web", STRATEGIC, "{\"spec\":{\"replicas\":" + value + "}}"));
            all.add(Arguments.of("DELETE", MAPS + "/here", HttpFixture.JSON, "{\"gracePeriodSeconds\":" + value + "}"));
        }
        all.add(Arguments.of("POST", MAPS, YAML, laughs(yaml)));
        all.add(Arguments.of("PATCH", MAPS + "/here?fieldManager=m", APPLY, laughs(yaml)));
        all.add(Arguments.of("POST", MAPS, YAML, yaml + "data: &a {k: *a}\n"));
        all.add(Arguments.of("PATCH", MAPS + "/here?fieldManager=m", APPLY, yaml + "data: &a {k: *a}\n"));
        all.add(Arguments.of("POST", MAPS, YAML, yaml + "data: " + "[".repeat(100_000)));
        all.add(Arguments.of("PATCH", MAPS + "/here?fieldManager=m", APPLY, yaml + "data: " + "[".repeat(100_000)));
        // A patch that doubles what it copies, of which forty would be more than any memory.
        StringBuilder doubling = new StringBuilder("[{\"op\":\"add\",\"path\":\"/metadata/annotations\",\"value\":{}}");
        for (int i = 0; i < 40; i++) {
            doubling.append(",{\"op\":\"copy\",\"from\":\"/metadata\",\"path\":\"/metadata/annotations/a" + i + "\"}");
        }
        all.add(Arguments.of(
                "PATCH", MAPS + "/here", PATCH, doubling.append("]").toString()));
        StringBuilder deepening = new StringBuilder("[{\"op\":\"add\",\"path\":\"/data\",\"value\":{}}");
        for (int i = 0; i < 3000; i++) {
            deepening
                    .append(",{\"op\":\"add\",\"path\":\"/t\",\"value\":{}}")
                    .append(",{\"op\":\"move\",\"from\":\"/data\",\"path\":\"/t/a\"}")
                    .append(",{\"op\":\"move\",\"from\":\"/t\",\"path\":\"/data\"}");
        }
        all.add(Arguments.of(
                "PATCH", MAPS + "/here", PATCH, deepening.append("]").toString()));
        return all.stream();
    }

    @ParameterizedTest(name = "{index} {0} {1} {2}")
    @MethodSource("bodies")
    void aBodyThatIsNoObjectIsRefused(String method, String path, String type, String body) throws Exception {
        Answer answer = http.send(method, path, body, "content-type", type);
        assertStatus(answer);
        assertThat(answer.text())
                .doesNotContain("StackOverflow", "OutOfMemory", "\"code\":500,\"reason\":\"InternalError\"");
        assertThat(http.get(MAPS + "/here").at("data.k")).isEqualTo("v");
    }

    private static void assertStatus(Answer answer) {
        assertThat(answer.code()).as(shortened(answer.text())).isBetween(400, 500);
        assertThat(answer.at("kind")).isEqualTo("Status");
        assertThat(answer.at("message")).asString().isNotEmpty();
        assertThat(answer.at("code")).isEqualTo((long) answer.code());
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 500));
    }

    @Test
    void moreThanFitsIsTooLargeHoweverItIsPacked() throws Exception {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 2800; i++) { // almost as much as may come, 2.8 GB unpacked
                gzip.write(zeros);
            }
        }
        assertThat(zipped.size()).isLessThan(Bodies.MAX_BYTES);
        assertTooLarge(http.send(
                "admin",
                "POST",
                MAPS,
                zipped.toByteArray(),
                "content-type",
                HttpFixture.JSON,
                "content-encoding",
                "gzip"));
        String name = "{\"metadata\":{\"name\":\"" + "n".repeat(10 << 20) + "\"}}";
        assertTooLarge(http.send("POST", MAPS, name, "content-type", HttpFixture.JSON));
        assertTooLarge(http.send("PATCH", MAPS + "/here", name, "content-type", MERGE));
    }

    private static void assertTooLarge(Answer answer) {
        assertThat(answer.code()).isEqualTo(413);
        assertThat(answer.at("reason")).isEqualTo("RequestEntityTooLarge");
        assertThat(answer.at("message")).isEqualTo("Request entity too large: limit is 3145728");
    }

    @Test
    void namesThatAreTooLongAreNamedAsSuch() throws Exception {
        String name = "n".repeat(2 << 20);
        Answer created =
                http.send("POST", MAPS, "{\"metadata\":{\"name\":\"" + name + "\"}}", "content-type", HttpFixture.JSON);
        assertThat(created.code()).isEqualTo(422);
        assertThat(created.at("details.causes.0.field")).isEqualTo("metadata.name");
        assertThat(http.get(MAPS + "/" + "n".repeat(100_000)).code()).isEqualTo(414);
        assertThat(http.get(MAPS + "?labelSelector=" + "n".repeat(100_000)).code())
                .isEqualTo(414);
        assertThat(http.get(MAPS, "accept", "application/json;".repeat(10_000)).code())
                .isEqualTo(431);
    }

    @Test
    void selectorsOfManyPartsAreAnsweredAtOnce() throws Exception {
        String many = "k%d+in+(v),".repeat(2000).replace("%d", "");
        assertThat(http.get(MAPS + "?labelSelector=" + many + "z").code()).isEqualTo(200);
        assertThat(http.get(MAPS + "?fieldSelector=" + "metadata.name!=a,".repeat(1500) + "metadata.name!=b")
                        .code())
                .isEqualTo(200);
        assertStatus(http.get(MAPS + "?labelSelector=" + "(".repeat(20_000)));
        assertStatus(http.get(MAPS + "?continue=" + "A".repeat(20_000)));
        assertStatus(http.get(MAPS + "?limit=" + "9".repeat(20_000)));
        assertStatus(http.get(MAPS + "?resourceVersion=" + "9".repeat(20_000)));
    }

    // ---- clients that do not read ----

    /** Asks and reads nothing of the answer but its first byte. */
    private static Socket ask(HttpFixture http, String path, String... headers) throws IOException {
        Socket socket = http.connect();
        StringBuilder head =
                new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer admin\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void fill(HttpFixture http, String prefix, int count, int bytes) throws Exception {
        String data = "x".repeat(bytes);
        for (int i = 0; i < count; i++) {
            assertThat(http.send(
                                    "POST",
                                    MAPS,
                                    "{\"metadata\":{\"name\":\"" + prefix + i + "\"},\"data\":{\"k\":\"" + data
                                            + "\"}}",
                                    "content-type",
                                    HttpFixture.JSON)
                            .code())
                    .isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HttpFixture.JSON, "application/vnd.kubernetes.protobuf"})
    void aListThatNobodyReadsLeavesItsSeat(String accept) throws Exception {
        try (var own = new HttpFixture(new FlowOptions(true, 2, 2, Duration.ofSeconds(3)))) {
            fill(own, "large", 40, 1 << 19);
            try (Socket silent = ask(own, MAPS, "Accept", accept)) {
                assertThat(silent.getInputStream().read()).isEqualTo('H');
                await().untilAsserted(
                                () -> assertThat(own.get("/metrics").text()).contains(READING + " 1.0"));
                assertThat(own.get(MAPS + "/large0").code()).isEqualTo(200);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(
                                () -> assertThat(own.get("/metrics").text()).contains(READING + " 0.0"));
                assertThat(readAll(silent.getInputStream())).as("cut off").isLessThan(40L << 19);
            }
        }
    }

    /** How much comes until the connection ends. */
    private static long readAll(InputStream in) {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try {
            int count;
            while ((count = in.read(buffer)) >= 0) {
                total += count;
            }
        } catch (IOException e) {
            // the end of a connection that is cut off
        }
        return total;
    }

    @Test
    void aWatchThatNobodyReadsHarmsNobody() throws Exception {
        int changes = 200;
        var all = new CountDownLatch(changes);
        try (var own = new HttpFixture(FlowOptions.DEFAULT);
                Socket silent = ask(own, MAPS + "?watch=true")) {
            assertThat(silent.getInputStream().read()).isEqualTo('H');
            var lines = own.watch("admin", MAPS + "?watch=true").body();
            var reader = Thread.ofVirtual().start(() -> {
                try (lines) {
                    lines.limit(changes).forEach(line -> all.countDown());
                }
            });
            fill(own, "busy", changes, 100_000); // 20 MB, which no socket holds
            assertThat(all.await(30, TimeUnit.SECONDS))
                    .as("the reading one has seen all")
                    .isTrue();
            reader.join();
            assertThat(own.get(MAPS + "/busy0").code()).isEqualTo(200);
        }
    }
}
