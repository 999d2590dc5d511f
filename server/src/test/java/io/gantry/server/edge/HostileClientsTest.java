package io.gantry.server.edge;

import static io.gantry.server.edge.RawHttp2.CANCEL;
import static io.gantry.server.edge.RawHttp2.CONTINUATION;
import static io.gantry.server.edge.RawHttp2.DATA;
import static io.gantry.server.edge.RawHttp2.END_HEADERS;
import static io.gantry.server.edge.RawHttp2.END_STREAM;
import static io.gantry.server.edge.RawHttp2.ENHANCE_YOUR_CALM;
import static io.gantry.server.edge.RawHttp2.GET;
import static io.gantry.server.edge.RawHttp2.GOAWAY;
import static io.gantry.server.edge.RawHttp2.HEADERS;
import static io.gantry.server.edge.RawHttp2.NO_ERROR;
import static io.gantry.server.edge.RawHttp2.PING;
import static io.gantry.server.edge.RawHttp2.POST;
import static io.gantry.server.edge.RawHttp2.RST_STREAM;
import static io.gantry.server.edge.RawHttp2.SETTINGS;
import static io.gantry.server.edge.RawHttp2.awaitFrame;
import static io.gantry.server.edge.RawHttp2.frame;
import static io.gantry.server.edge.RawHttp2.preface;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that want to fill the server's memory or keep what they do not use. Others are served all the while. */
@Timeout(120)
class HostileClientsTest {
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final byte[] SMALL = new byte[60_000];

    /** Larger than what a response may run ahead of its client. */
    private static final byte[] LARGE = new byte[8 << 20];

    private static void assertServesOthers(TestEdge edge) throws Exception {
        try (var client = TestEdge.client(HttpClient.Version.HTTP_1_1)) {
            assertThat(edge.get(client, "/other").statusCode()).isEqualTo(200);
        }
    }

    /** Writes {@code bytes} over and over on a thread of its own, until the server hangs up. */
    private static CompletableFuture<Boolean> flood(Socket socket, byte[] bytes, long total) {
        var ended = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> {
            try {
                OutputStream out = socket.getOutputStream();
                for (long sent = 0; sent < total; sent += bytes.length) {
                    out.write(bytes);
                }
                ended.complete(false);
            } catch (IOException e) {
                ended.complete(true);
            }
        });
        return ended;
    }

    private static byte[] frames(int count, int type, int flags, int stream, byte[] payload) throws IOException {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            frame(out, type, flags, stream, payload);
        }
        return out.toByteArray();
    }

    @Test
    void whoAsksOnAndDoesNotReadIsHeldBack() throws Exception {
        int most = 2000;
        var handled = new Semaphore(0);
        try (var edge = TestEdge.plain(exchange -> {
                    exchange.respond(200, Headers.empty(), SMALL);
                    handled.release();
                });
                var socket = edge.socket()) {
            byte[] request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII);
            int sent = 0;
            do {
                socket.getOutputStream().write(request);
                sent++;
            } while (handled.tryAcquire(2, TimeUnit.SECONDS) && sent < most);
            assertThat(sent).as("as many as the sockets hold").isLessThan(most);
            assertServesOthers(edge);

            socket.getOutputStream().write(request);
            socket.getInputStream().skipNBytes((sent + 1L) * SMALL.length);
        }
    }

    @Test
    void whoNeverReadsItsAnswersIsClosed() throws Exception {
        try (var edge = TestEdge.of(
                        LimitsTest.quick(EdgeConfig.plaintext(TestEdge.anyPort())),
                        exchange -> exchange.respond(200, Headers.empty(), SMALL));
                var socket = edge.socket()) {
            byte[] request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII);
            assertThat(flood(socket, request, Long.MAX_VALUE).get(30, TimeUnit.SECONDS))
                    .isTrue();
            await().until(() -> edge.server().connectionCount() == 0);
        }
    }

    @Test
    void theRestOfAnAnsweredRequestMustComeInTime() throws Exception {
        try (var edge = TestEdge.of(
                        LimitsTest.quick(EdgeConfig.plaintext(TestEdge.anyPort())),
                        exchange -> exchange.respond(401, Headers.empty(), new byte[0]));
                var socket = edge.socket()) {
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nsome".getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void anAnswerThatIsNotTakenEnds() throws Exception {
        try (var edge = TestEdge.tls(
                        exchange -> exchange.respond(200, Headers.empty(), new byte[1000]), LimitsTest::quick);
                var socket = edge.tlsSocket("h2")) {
            var out = socket.getOutputStream();
            out.write(preface(INITIAL_WINDOW_SIZE, 0));
            frame(out, HEADERS, END_STREAM | END_HEADERS, 1, GET);
            var reset = awaitFrame(new DataInputStream(socket.getInputStream()), out, RST_STREAM);
            assertThat(reset).isNotNull();
            assertThat(reset.number(0)).isEqualTo(CANCEL);
        }
    }

    @Test
    void aConnectionWithoutRequestsEndsThoughItAnswersPings() throws Exception {
        try (var edge = TestEdge.tls(exchange -> {}, LimitsTest::quick);
                var socket = edge.tlsSocket("h2")) {
            var out = socket.getOutputStream();
            out.write(preface());
            var end = awaitFrame(new DataInputStream(socket.getInputStream()), out, GOAWAY);
            assertThat(end).isNotNull();
            assertThat(end.number(4)).isEqualTo(NO_ERROR);
            await().until(() -> edge.server().connectionCount() == 0);
        }
    }

    @Test
    void aRunningRequestKeepsItsConnection() throws Exception {
        var told = new CountDownLatch(1);
        try (var edge = TestEdge.tls(
                        exchange -> {
                            told.await();
                            exchange.respond(200, Headers.empty(), new byte[0]);
                        },
                        LimitsTest::quick);
                var socket = edge.tlsSocket("h2")) {
            var out = socket.getOutputStream();
            var in = new DataInputStream(socket.getInputStream());
            out.write(preface());
            frame(out, HEADERS, END_STREAM | END_HEADERS, 1, GET);
            for (int i = 0; i < 4; i++) { // each after a timeout's time without a frame
                var ping = RawHttp2.readUntil(in, PING);
                assertThat(ping).isNotNull();
                frame(out, PING, RawHttp2.ACK, 0, ping);
            }
            told.countDown();
            var answer = awaitFrame(in, out, HEADERS);
            assertThat(answer).isNotNull();
        }
    }

    @Test
    void aConnectionThatNeverBeginsEnds() throws Exception {
        try (var edge = TestEdge.tls(exchange -> {}, LimitsTest::quick);
                var socket = edge.tlsSocket("h2")) {
            await().until(() -> edge.server().connectionCount() == 1);
            await().until(() -> edge.server().connectionCount() == 0);
            assertThat(socket.isConnected()).isTrue();
        }
    }

    /** Starts a whole large response to a client that takes none of it; gives what the writer's thread met. */
    private static Handler writer(CompletableFuture<Thread> thread, CompletableFuture<@Nullable Throwable> outcome) {
        return exchange -> {
            if (exchange.rawPath().equals("/other")) {
                exchange.respond(200, Headers.empty(), new byte[0]);
                return;
            }
            thread.complete(Thread.currentThread());
            try {
                exchange.respond(200, Headers.empty(), LARGE);
                outcome.complete(null);
            } catch (IOException e) {
                outcome.complete(e);
                throw e;
            }
        };
    }

    private static void ask(Socket socket, HttpClient.Version version) throws IOException {
        var out = socket.getOutputStream();
        if (version == HttpClient.Version.HTTP_2) {
            out.write(preface());
            frame(out, HEADERS, END_STREAM | END_HEADERS, 1, GET);
        } else {
            out.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        }
    }

    private static String name(HttpClient.Version version) {
        return version == HttpClient.Version.HTTP_2 ? "h2" : "http/1.1";
    }

    @ParameterizedTest
    @EnumSource
    void theWriterOfALargeAnswerStaysUntilItsTimeIsOver(HttpClient.Version version) throws Exception {
        var thread = new CompletableFuture<Thread>();
        var outcome = new CompletableFuture<@Nullable Throwable>();
        try (var edge = TestEdge.tls(writer(thread, outcome));
                var socket = edge.tlsSocket(name(version))) {
            ask(socket, version);
            var writing = thread.get(20, TimeUnit.SECONDS);
            await().until(() -> writing.getState() == Thread.State.WAITING);
            assertServesOthers(edge);
            assertThat(outcome).isNotDone();

            writing.interrupt(); // as who has the request's deadline does
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
            if (version == HttpClient.Version.HTTP_2) {
                assertThat(awaitFrame(
                                new DataInputStream(socket.getInputStream()), socket.getOutputStream(), RST_STREAM))
                        .isNotNull();
            } else {
                await().until(() -> edge.server().connectionCount() <= 1); // the other client's may be there still
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWriterOfALargeAnswerGoesWithItsClient(HttpClient.Version version) throws Exception {
        var thread = new CompletableFuture<Thread>();
        var outcome = new CompletableFuture<@Nullable Throwable>();
        try (var edge = TestEdge.tls(writer(thread, outcome))) {
            try (var socket = edge.tlsSocket(name(version))) {
                ask(socket, version);
                var writing = thread.get(20, TimeUnit.SECONDS);
                await().until(() -> writing.getState() == Thread.State.WAITING);
            }
            outcome.get(20, TimeUnit.SECONDS);
            await().until(() -> edge.server().connectionCount() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 16_000})
    void headersWithoutEndEndTheConnection(int size) throws Exception {
        var handled = new AtomicInteger();
        try (var edge = TestEdge.tls(exchange -> {
                    handled.incrementAndGet();
                    exchange.respond(200, Headers.empty(), new byte[0]);
                });
                var socket = edge.tlsSocket("h2")) {
            socket.getOutputStream().write(preface());
            frame(socket.getOutputStream(), HEADERS, END_STREAM, 1, GET);
            // A literal field with a name of 100,000 bytes, which never comes to its end.
            var field = new ByteArrayOutputStream();
            field.writeBytes(new byte[] {0, 0x7f, (byte) 0xa1, (byte) 0x8c, 6});
            frame(socket.getOutputStream(), CONTINUATION, 0, 1, field.toByteArray());
            byte[] part = new byte[size];
            Arrays.fill(part, (byte) 'a');
            assertThat(flood(socket, frames(1, CONTINUATION, 0, 1, part), 100L << 20)
                            .get(60, TimeUnit.SECONDS))
                    .as("hung up")
                    .isTrue();
            await().until(() -> edge.server().connectionCount() == 0);
            assertThat(handled).hasValue(0);
            assertServesOthers(edge);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {PING, SETTINGS})
    void framesThatMustBeAnsweredEndTheConnectionOfWhoDoesNotRead(int type) throws Exception {
        try (var edge = TestEdge.tls(exchange -> exchange.respond(200, Headers.empty(), new byte[0]));
                var socket = edge.tlsSocket("h2")) {
            socket.getOutputStream().write(preface());
            byte[] payload = type == PING ? new byte[8] : new byte[0];
            assertThat(flood(socket, frames(1000, type, 0, 0, payload), 400L << 20)
                            .get(60, TimeUnit.SECONDS))
                    .as("hung up")
                    .isTrue();
            assertServesOthers(edge);
        }
    }

    @Test
    void emptyFramesEndTheConnection() throws Exception {
        var never = new CountDownLatch(1);
        try (var edge = TestEdge.tls(exchange -> {
                    try (var _ = exchange.interruptOnClose()) {
                        never.await();
                    } catch (InterruptedException e) {
                        // the connection is gone, as it should
                    }
                });
                var socket = edge.tlsSocket("h2")) {
            var out = new ByteArrayOutputStream();
            out.writeBytes(preface());
            frame(out, HEADERS, END_HEADERS, 1, POST);
            out.writeBytes(frames(1000, DATA, 0, 1, new byte[0]));
            socket.getOutputStream().write(out.toByteArray());
            var end = awaitFrame(new DataInputStream(socket.getInputStream()), OutputStream.nullOutputStream(), GOAWAY);
            assertThat(end).isNotNull();
            assertThat(end.number(4)).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    @Test
    void aBodyOfSingleBytesIsHeldBackLikeAnyOther() throws Exception {
        var read = new CountDownLatch(1);
        var length = new AtomicLong();
        try (var edge = TestEdge.tls(exchange -> {
                    read.await();
                    length.set(exchange.readBody(1 << 20).length);
                    exchange.respond(200, Headers.empty(), new byte[0]);
                });
                var socket = edge.tlsSocket("h2")) {
            var out = new ByteArrayOutputStream();
            out.writeBytes(preface());
            frame(out, HEADERS, END_HEADERS, 1, POST);
            out.writeBytes(frames(200_000, DATA, 0, 1, new byte[1]));
            frame(out, DATA, END_STREAM, 1, new byte[1]);
            socket.getOutputStream().write(out.toByteArray());
            read.countDown();
            var answer =
                    awaitFrame(new DataInputStream(socket.getInputStream()), OutputStream.nullOutputStream(), HEADERS);
            assertThat(answer).isNotNull();
            assertThat(length).hasValue(200_001);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: x\r\n", "GET /", ""})
    void headsWithoutEndAreRefused(String beginning) throws Exception {
        var handled = new AtomicInteger();
        try (var edge = TestEdge.plain(exchange -> {
                    handled.incrementAndGet();
                    exchange.respond(200, Headers.empty(), new byte[0]);
                });
                var socket = edge.socket()) {
            socket.getOutputStream().write(beginning.getBytes(US_ASCII));
            String more = beginning.isEmpty() ? "\r\n\r\n" : beginning.endsWith("\n") ? "a: b\r\n" : "aaaaaa";
            assertThat(flood(socket, more.repeat(100).getBytes(US_ASCII), 100L << 20)
                            .get(60, TimeUnit.SECONDS))
                    .as("hung up")
                    .isTrue();
            assertThat(handled).hasValue(0);
            await().until(() -> edge.server().connectionCount() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0\r\na: b\r\n", "5;", "fffffffffffffffff\r\n", "-1\r\n", "5\r\n1234567"})
    void chunksThatAreNoneEndTheConnection(String beginning) throws Exception {
        var outcome = new CompletableFuture<Throwable>();
        try (var edge = TestEdge.plain(exchange -> {
                    try {
                        exchange.readBody(1 << 20);
                        exchange.respond(200, Headers.empty(), new byte[0]);
                    } catch (IOException e) {
                        outcome.complete(e);
                        throw e;
                    }
                });
                var socket = edge.socket()) {
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + beginning)
                            .getBytes(US_ASCII));
            String more = beginning.startsWith("0") ? "a: b\r\n" : "aaaaaa";
            assertThat(flood(socket, more.repeat(100).getBytes(US_ASCII), 100L << 20)
                            .get(60, TimeUnit.SECONDS))
                    .as("hung up")
                    .isTrue();
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientThatClosesItsHalfEndsWhatItWaitsFor() throws Exception {
        var interrupted = new CountDownLatch(1);
        try (var edge = TestEdge.plain(exchange -> {
                    try (var _ = exchange.interruptOnClose()) {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                });
                var socket = edge.socket()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
            socket.shutdownOutput();
            assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
            await().until(() -> edge.server().connectionCount() == 0);
        }
    }

    @Test
    void twoLengthsAreNoLength() throws Exception {
        // What one server of a chain takes for a body, the next one must not take for a request.
        for (String fields : new String[] {
            "Content-Length: 5\r\nContent-Length: 6\r\n",
            "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked, identity\r\n",
            "Content-Length: +5\r\n",
            "Content-Length : 5\r\n",
            "Transfer-Encoding:\u000bchunked\r\n"
        }) {
            var handled = new AtomicInteger();
            try (var edge = TestEdge.plain(exchange -> {
                        handled.incrementAndGet();
                        exchange.respond(200, Headers.empty(), exchange.readBody(1000));
                    });
                    var socket = edge.socket()) {
                socket.getOutputStream()
                        .write(("POST / HTTP/1.1\r\nHost: x\r\n" + fields
                                        + "\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n")
                                .getBytes(US_ASCII));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
                assertThat(handled.get()).as(fields).isLessThanOrEqualTo(1);
            }
        }
    }
}
