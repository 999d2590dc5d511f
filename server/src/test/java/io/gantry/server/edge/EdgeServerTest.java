package io.gantry.server.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests and whole responses, over both protocols. */
@SuppressWarnings("NullAway.Init")
class EdgeServerTest {
    private static final Headers TEXT = Headers.of("Content-Type", "text/plain");
    private static final byte[] LARGE = random(300_000);

    private static TestEdge edge;

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @BeforeAll
    static void start() throws Exception {
        edge = TestEdge.tls(EdgeServerTest::handle);
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static void handle(Exchange exchange) throws Exception {
        switch (exchange.rawPath()) {
            case "/echo" -> exchange.respond(200, TEXT, exchange.readBody(5_000_000));
            case "/small" -> exchange.respond(200, TEXT, exchange.readBody(1000));
            case "/stream-echo" -> {
                try (var out = exchange.respondStream(200, TEXT)) {
                    exchange.body().transferTo(out);
                }
            }
            case "/large" -> exchange.respond(200, TEXT, LARGE);
            case "/respond-large" -> {
                int size = Integer.parseInt(String.valueOf(exchange.query().first("size")));
                var out = exchange.respondLarge(200, TEXT);
                for (int i = 0; i < size; i += 1000) {
                    out.write(LARGE, i, Math.min(1000, size - i));
                    out.flush();
                }
            }
            case "/refuse" -> throw new EdgeException(409, "not \"now\"");
            case "/broken" -> throw new IllegalStateException("a bug");
            case "/late" -> {
                var out = exchange.respondStream(200, TEXT);
                out.write(1);
                out.flush();
                throw new IllegalStateException("a bug after the head");
            }
            case "/nothing" -> {}
            case "/created" -> exchange.respond(201, Headers.of("Location", "/x"), new byte[0]);
            case "/no-content" -> exchange.respond(204, Headers.empty(), new byte[0]);
            default -> {
                String text = exchange.method() + " " + exchange.segments() + " " + exchange.query() + " "
                        + exchange.protocol() + " " + exchange.authority() + " "
                        + exchange.headers().first("x-test");
                exchange.respond(200, TEXT, text.getBytes(UTF_8));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRequestIsSeenAsSent(HttpClient.Version version) throws Exception {
        try (var client = TestEdge.client(version)) {
            var response = client.send(
                    edge.request("/api/v1/a%2Fb?x=1&x=%20")
                            .header("X-Test", "yes")
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(version);
            assertThat(response.body())
                    .isEqualTo("GET [api, v1, a/b] {x=[1,  ]} " + version + " localhost:" + edge.port() + " yes");
            assertThat(response.headers().firstValue("date")).isPresent();
            assertThat(response.headers().firstValueAsLong("content-length").getAsLong())
                    .isEqualTo(response.body().length());
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodiesPassBothWays(HttpClient.Version version) throws Exception {
        try (var client = TestEdge.client(version)) {
            byte[] body = random(2_000_000);
            for (String path : new String[] {"/echo", "/stream-echo"}) {
                var response = client.send(
                        edge.request(path)
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofByteArray());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).as(path).isEqualTo(body);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOfUnknownLengthIsLimitedToo(HttpClient.Version version) throws Exception {
        try (var client = TestEdge.client(version)) {
            for (var body : new java.net.http.HttpRequest.BodyPublisher[] {
                BodyPublishers.ofByteArray(new byte[1001]),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1001]))
            }) {
                var response = client.send(edge.request("/small").POST(body).build(), BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(413);
                assertThat(response.body()).contains("\"reason\":\"RequestEntityTooLarge\"", "limit is 1000");
            }
            assertThat(edge.get(client, "/api").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void gzippedRequestsAreLimitedByWhatTheyUnpackTo(HttpClient.Version version) throws Exception {
        try (var client = TestEdge.client(version)) {
            var good = client.send(
                    edge.request("/small")
                            .header("Content-Encoding", "gzip")
                            .POST(BodyPublishers.ofByteArray(gzip("hello".getBytes(UTF_8))))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(good.body()).isEqualTo("hello");
            var bomb = client.send(
                    edge.request("/small")
                            .header("Content-Encoding", "gzip")
                            .POST(BodyPublishers.ofByteArray(gzip(new byte[100_000])))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(bomb.statusCode()).isEqualTo(413);
            var broken = client.send(
                    edge.request("/small")
                            .header("Content-Encoding", "gzip")
                            .POST(BodyPublishers.ofString("not gzip"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(broken.statusCode()).isEqualTo(400);
            var unknown = client.send(
                    edge.request("/small")
                            .header("Content-Encoding", "br")
                            .POST(BodyPublishers.ofString("x"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(unknown.statusCode()).isEqualTo(415);
        }
    }

    private static byte[] gzip(byte[] bytes) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void largeResponsesAreGzippedForThoseWhoAcceptIt(HttpClient.Version version) throws Exception {
        try (var client = TestEdge.client(version)) {
            for (String path : new String[] {"/large", "/respond-large?size=300000"}) {
                var plain = client.send(edge.request(path).build(), BodyHandlers.ofByteArray());
                assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
                assertThat(plain.body()).as(path).isEqualTo(LARGE);
                var zipped = client.send(
                        edge.request(path)
                                .header("Accept-Encoding", "br, gzip;q=0.5")
                                .build(),
                        BodyHandlers.ofByteArray());
                assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
                assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                        .as(path)
                        .isEqualTo(LARGE);
                var refused = client.send(
                        edge.request(path).header("Accept-Encoding", "gzip;q=0").build(), BodyHandlers.ofByteArray());
                assertThat(refused.headers().firstValue("content-encoding")).isEmpty();
            }
            var small = client.send(
                    edge.request("/respond-large?size=5000")
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(small.headers().firstValue("content-encoding")).isEmpty();
            assertThat(small.headers().firstValue("content-length")).contains("5000");
        }
    }

    @ParameterizedTest
    @EnumSource
    void failuresBecomeStatuses(HttpClient.Version version) throws Exception {
        try (var client = TestEdge.client(version)) {
            var refused = edge.get(client, "/refuse");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body())
                    .isEqualTo("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                            + "\"message\":\"not \\\"now\\\"\",\"reason\":\"Conflict\",\"code\":409}");
            assertThat(edge.get(client, "/broken").statusCode()).isEqualTo(500);
            assertThat(edge.get(client, "/nothing").statusCode()).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailureAfterTheHeadCutsTheResponseOff(HttpClient.Version version) throws Exception {
        try (var client = TestEdge.client(version)) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> edge.get(client, "/late"))
                    .isInstanceOf(java.io.IOException.class);
            assertThat(edge.get(client, "/api").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void headAndEmptyResponses(HttpClient.Version version) throws Exception {
        try (var client = TestEdge.client(version)) {
            var head = client.send(edge.request("/large").HEAD().build(), BodyHandlers.ofString());
            assertThat(head.headers().firstValue("content-length")).contains("300000");
            assertThat(head.body()).isEmpty();
            var headStream = client.send(
                    edge.request("/respond-large?size=300000").HEAD().build(), BodyHandlers.ofString());
            assertThat(headStream.body()).isEmpty();
            assertThat(edge.get(client, "/created").headers().firstValue("location"))
                    .contains("/x");
            assertThat(edge.get(client, "/no-content").statusCode()).isEqualTo(204);
            assertThat(edge.get(client, "/api").body()).startsWith("GET [api]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatWaitsFor100IsToldToGoOn(HttpClient.Version version) throws Exception {
        try (var client = TestEdge.client(version)) {
            var response = client.send(
                    edge.request("/echo")
                            .expectContinue(true)
                            .POST(BodyPublishers.ofString("x".repeat(10_000)))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.body()).hasSize(10_000);
        }
    }

    @Test
    void headsThatAreTooLargeAre431() throws Exception {
        for (var version : HttpClient.Version.values()) {
            try (var client = TestEdge.client(version)) {
                var response = client.send(
                        edge.request("/api")
                                .header("X-Large", "x".repeat(40_000))
                                .build(),
                        BodyHandlers.discarding());
                assertThat(response.statusCode()).as("%s", version).isEqualTo(431);
            }
        }
    }

    @Test
    void unreadBodiesDoNotSpoilTheConnection() throws Exception {
        try (var edge = TestEdge.plain(exchange -> exchange.respond(200, TEXT, "ok".getBytes(UTF_8)));
                var socket = edge.socket()) {
            String request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n12345";
            socket.getOutputStream().write(request.repeat(3).getBytes(UTF_8));
            String answers = new String(read(socket.getInputStream(), "ok", 3), UTF_8);
            assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (var edge = TestEdge.plain(
                        exchange -> exchange.respond(200, TEXT, ("<" + exchange.rawPath() + ">").getBytes(UTF_8)));
                var socket = edge.socket()) {
            var requests = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            socket.getOutputStream().write(requests.toString().getBytes(UTF_8));
            String answers = new String(read(socket.getInputStream(), "</99>", 1), UTF_8);
            int position = 0;
            for (int i = 0; i < 100; i++) {
                int next = answers.indexOf("</" + i + ">");
                assertThat(next).as("answer %s", i).isGreaterThanOrEqualTo(position);
                position = next;
            }
        }
    }

    /** The answer comes before the body has: it must not be lost because the connection is closed on what still comes. */
    @Test
    void whoSendsMoreThanIsReadLearnsTheAnswer() throws Exception {
        byte[] large = new byte[10 << 20];
        try (var edge = TestEdge.plain(exchange -> exchange.respond(413, TEXT, "too large".getBytes(UTF_8)))) {
            for (boolean chunked : new boolean[] {false, true}) {
                try (var socket = edge.socket()) {
                    var out = socket.getOutputStream();
                    String length = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + large.length;
                    out.write(("POST / HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n").getBytes(UTF_8));
                    if (chunked) {
                        out.write((Integer.toHexString(large.length) + "\r\n").getBytes(UTF_8));
                    }
                    out.write(large);
                    out.write(chunked ? "\r\n0\r\n\r\n".getBytes(UTF_8) : new byte[0]);
                    String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
                    assertThat(answer).startsWith("HTTP/1.1 413 ").endsWith("too large");
                    assertThat(answer.contains("connection: close"))
                            .as("a connection that ends is announced as such, where that is known: %s", answer)
                            .isEqualTo(!chunked);
                }
            }
        }
    }

    @Test
    void http10AndBrokenRequests() throws Exception {
        try (var edge = TestEdge.plain(exchange -> {
            try (var out = exchange.respondStream(200, TEXT)) {
                out.write("body".getBytes(UTF_8));
                out.flush();
            }
        })) {
            try (var socket = edge.socket()) {
                socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
                assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                        .contains("connection: close")
                        .endsWith("\r\n\r\nbody");
            }
            try (var socket = edge.socket()) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nbroken\r\n\r\n".getBytes(UTF_8));
                assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                        .startsWith("HTTP/1.1 400 ");
            }
        }
    }

    /** Reads until {@code mark} has come {@code times} times. */
    static byte[] read(java.io.InputStream in, String mark, int times) throws Exception {
        var all = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (all.toString(UTF_8).split(java.util.regex.Pattern.quote(mark), -1).length <= times) {
            int count = in.read(buffer);
            if (count < 0) {
                break;
            }
            all.write(buffer, 0, count);
        }
        return all.toByteArray();
    }
}
