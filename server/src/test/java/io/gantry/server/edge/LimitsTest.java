package io.gantry.server.edge;

import static io.gantry.server.edge.RawHttp2.DATA;
import static io.gantry.server.edge.RawHttp2.GET;
import static io.gantry.server.edge.RawHttp2.GOAWAY;
import static io.gantry.server.edge.RawHttp2.HEADERS;
import static io.gantry.server.edge.RawHttp2.PING;
import static io.gantry.server.edge.RawHttp2.RST_STREAM;
import static io.gantry.server.edge.RawHttp2.frame;
import static io.gantry.server.edge.RawHttp2.preface;
import static io.gantry.server.edge.RawHttp2.readUntil;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are slow on purpose, silent, or in a hurry to reset. */
@Timeout(60)
class LimitsTest {
    static EdgeConfig quick(EdgeConfig config) {
        return config.withTimeouts(
                Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300));
    }

    @Test
    void rapidResetsEndTheConnection() throws Exception {
        var handled = new AtomicInteger();
        var never = new CountDownLatch(1);
        try (var edge = TestEdge.tls(exchange -> {
                    handled.incrementAndGet();
                    try (var _ = exchange.interruptOnClose()) {
                        never.await();
                    } catch (InterruptedException e) {
                        // the client reset the stream, as it does here
                    }
                });
                var socket = edge.tlsSocket("h2")) {
            var out = new ByteArrayOutputStream();
            out.writeBytes(preface());
            for (int i = 0; i < 2000; i++) {
                frame(out, HEADERS, 0x5, 2 * i + 1, GET);
                frame(out, RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8});
            }
            var reader = new DataInputStream(socket.getInputStream());
            var write = Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write(out.toByteArray());
                } catch (IOException e) {
                    // the server has closed in the middle of it, which is what it should
                }
            });
            byte[] goAway = readUntil(reader, GOAWAY);
            assertThat(goAway).isNotNull();
            int code = ByteBuffer.wrap(goAway).getInt(4);
            assertThat(code).as("ENHANCE_YOUR_CALM").isEqualTo(0xb);
            write.join();
            assertThat(handled.get()).isLessThanOrEqualTo(1001);
        }
    }

    @Test
    void aReaderLearnsThatItsStreamWasReset() throws Exception {
        var outcome = new CompletableFuture<Throwable>();
        try (var edge = TestEdge.tls(exchange -> {
                    try {
                        exchange.readBody(1 << 20);
                    } catch (IOException e) {
                        outcome.complete(e);
                        throw e;
                    }
                });
                var socket = edge.tlsSocket("h2")) {
            var out = new ByteArrayOutputStream();
            out.writeBytes(preface());
            frame(out, HEADERS, 0x4, 1, GET);
            frame(out, DATA, 0, 1, new byte[100]);
            frame(out, RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8});
            socket.getOutputStream().write(out.toByteArray());
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void streamsBeyondTheLimitAreRefused() throws Exception {
        var handled = new AtomicInteger();
        var never = new CountDownLatch(1);
        try (var edge = TestEdge.tls(exchange -> {
                    handled.incrementAndGet();
                    never.await();
                    exchange.respond(200, Headers.empty(), new byte[0]);
                });
                var socket = edge.tlsSocket("h2")) {
            var out = new ByteArrayOutputStream();
            out.writeBytes(preface());
            for (int i = 0; i < 251; i++) {
                frame(out, HEADERS, 0x5, 2 * i + 1, GET);
            }
            socket.getOutputStream().write(out.toByteArray());
            byte[] reset = readUntil(new DataInputStream(socket.getInputStream()), RST_STREAM);
            assertThat(reset).as("REFUSED_STREAM").containsExactly(0, 0, 0, 7);
            await().until(() ->
                    handled.get() == 250); // each on a thread of its own, which the refusal does not wait for
            never.countDown();
        }
    }

    @Test
    void aSilentHttp2ClientIsPingedAndThenClosed() throws Exception {
        var minute = Duration.ofMinutes(1);
        try (var edge = TestEdge.tls(
                        exchange -> {}, config -> config.withTimeouts(minute, minute, minute, Duration.ofMillis(300)));
                var socket = edge.tlsSocket("h2")) {
            socket.getOutputStream().write(preface());
            var in = new DataInputStream(socket.getInputStream());
            byte[] ping = readUntil(in, PING);
            assertThat(ping).isNotNull();
            frame(socket.getOutputStream(), PING, 1, 0, ping);
            assertThat(readUntil(in, PING)).as("the next one, after an answer").isNotNull();
            assertThat(readUntil(in, PING)).as("the end, without one").isNull();
        }
    }

    @Test
    void theEndOfAClientThatIsNotReadIsNoticed() throws Exception {
        // The handler reads nothing, so reading is paused once the client has sent enough: only a ping can tell.
        var gone = new CountDownLatch(1);
        try (var edge = TestEdge.of(quick(EdgeConfig.plaintext(TestEdge.anyPort())), exchange -> {
            exchange.onClose(gone::countDown);
            try (var _ = exchange.acceptSpdy(Headers.empty())) {
                gone.await();
            }
        })) {
            try (var client = new SpdyClient(edge.socket(), "/", "")) {
                int stream = client.open("task", "none");
                for (int i = 0; i < 300; i++) {
                    client.data(stream, new byte[10_000], false);
                }
                while (client.pongs.isEmpty()) {
                    assertThat(client.pump()).isTrue();
                }
            }
            assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anHttp1ClientMustSendItsHeadInTime() throws Exception {
        try (var edge = TestEdge.of(
                        quick(EdgeConfig.plaintext(TestEdge.anyPort())),
                        exchange -> exchange.respond(200, Headers.empty(), new byte[0]));
                var slow = edge.socket();
                var idle = edge.socket()) {
            slow.getOutputStream().write("GET / HTTP/1.1\r\nHo".getBytes(UTF_8));
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void anIdleHttp1ConnectionIsClosedButNotABusyOne() throws Exception {
        var seconds = new CountDownLatch(1);
        try (var edge = TestEdge.of(quick(EdgeConfig.plaintext(TestEdge.anyPort())), exchange -> {
                    if (exchange.rawPath().equals("/slow")) {
                        seconds.await();
                    }
                    exchange.respond(200, Headers.empty(), new byte[0]);
                });
                var idle = edge.socket();
                var busy = edge.socket()) {
            busy.getOutputStream().write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
            idle.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
            assertThat(new String(idle.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 200 OK");
            // The idle one has been closed after longer than every timeout: the busy one must still be there.
            seconds.countDown();
            assertThat(new String(busy.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aHandshakeMustEndInTime() throws Exception {
        try (var edge = TestEdge.tls(exchange -> {}, LimitsTest::quick);
                var socket = edge.socket()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
