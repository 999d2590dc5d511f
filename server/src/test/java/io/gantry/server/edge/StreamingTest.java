package io.gantry.server.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Responses that go on: promptness, back-pressure, and clients that go away. */
@Timeout(60)
class StreamingTest {
    private static InputStream open(TestEdge edge, HttpClient client) throws Exception {
        return client.send(edge.request("/").build(), BodyHandlers.ofInputStream())
                .body();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsFlushedArrivesWhileTheResponseGoesOn(HttpClient.Version version) throws Exception {
        var steps = new Semaphore(0);
        try (var edge = TestEdge.tls(exchange -> {
                    var out = exchange.respondStream(200, Headers.empty());
                    out.flush();
                    for (int i = 0; i < 3; i++) {
                        steps.acquire();
                        out.write(("event " + i).getBytes(UTF_8));
                        out.send("\n".getBytes(UTF_8));
                    }
                });
                var client = TestEdge.client(version)) {
            try (var in = open(edge, client)) {
                for (int i = 0; i < 3; i++) {
                    steps.release();
                    assertThat(new String(in.readNBytes(8), UTF_8)).isEqualTo("event " + i + "\n");
                }
                assertThat(in.read()).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSlowClientBlocksTheWriterAndNobodyElse(HttpClient.Version version) throws Exception {
        var written = new AtomicLong();
        int total = 64 << 20;
        try (var edge = TestEdge.tls(exchange -> {
                    if (exchange.rawPath().equals("/quick")) {
                        exchange.respond(200, Headers.empty(), new byte[10]);
                        return;
                    }
                    var out = exchange.respondStream(200, Headers.empty());
                    byte[] part = new byte[8192];
                    for (int i = 0; i < total / part.length; i++) {
                        out.write(part);
                        out.flush();
                        written.addAndGet(part.length);
                    }
                });
                var client = TestEdge.client(version)) {
            try (var in = open(edge, client)) {
                var before = new AtomicLong(-1);
                // It blocks: nothing more is written for a while.
                await().pollInterval(Duration.ofMillis(200))
                        .until(() -> before.getAndSet(written.get()) == written.get() && written.get() > 0);
                // Socket buffers and the client's windows hold the rest; most of it must not have been produced.
                assertThat(written.get()).isLessThan(total / 2);
                assertThat(edge.get(client, "/quick").statusCode()).isEqualTo(200);
                in.skipNBytes(total);
                assertThat(in.read()).isEqualTo(-1);
            }
            assertThat(written.get()).isEqualTo(total);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriterLearnsThatItsClientIsGone(HttpClient.Version version) throws Exception {
        var outcome = new CompletableFuture<Throwable>();
        var told = new CountDownLatch(1);
        try (var edge = TestEdge.tls(exchange -> {
                    exchange.onClose(told::countDown);
                    try {
                        var out = exchange.respondStream(200, Headers.empty());
                        while (true) {
                            out.write(new byte[1000]);
                            out.flush();
                        }
                    } catch (Exception e) {
                        outcome.complete(e);
                        throw e;
                    }
                });
                var client = TestEdge.client(version)) {
            var in = open(edge, client);
            in.skipNBytes(100_000);
            in.close();
            client.shutdownNow();
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatWaitsIsInterruptedWhenItsClientGoes(HttpClient.Version version) throws Exception {
        var interrupted = new CompletableFuture<Boolean>();
        try (var edge = TestEdge.tls(exchange -> {
                    var out = exchange.respondStream(200, Headers.empty());
                    out.flush();
                    try (var _ = exchange.interruptOnClose()) {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.complete(exchange.closed());
                    }
                });
                var client = TestEdge.client(version)) {
            open(edge, client).close();
            assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theInterruptDoesNotOutliveItsScope() throws Exception {
        var clean = new CompletableFuture<Boolean>();
        try (var edge = TestEdge.plain(exchange -> {
            try (var _ = exchange.interruptOnClose()) {
                // Wait without taking notice of the interrupt, so that it is pending when the scope closes.
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            }
            clean.complete(!Thread.currentThread().isInterrupted());
        })) {
            try (var socket = edge.socket()) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
                await().until(() -> edge.server().connectionCount() == 1);
            }
            assertThat(clean.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingTheServerEndsWatchesInOrder(HttpClient.Version version) throws Exception {
        var edge = TestEdge.tls(exchange -> {
            var closed = new CountDownLatch(1);
            exchange.onClose(closed::countDown);
            var out = exchange.respondStream(200, Headers.empty());
            out.flush();
            closed.await();
            out.write("bye".getBytes(UTF_8));
        });
        try (var client = TestEdge.client(version);
                var in = open(edge, client)) {
            edge.close();
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("bye");
        }
        assertThat(edge.server().connectionCount()).isZero();
    }

    @Test
    void aReaderLearnsThatItsClientIsGone() throws Exception {
        var outcome = new CompletableFuture<Throwable>();
        try (var edge = TestEdge.plain(exchange -> {
            try {
                exchange.readBody(1 << 20);
            } catch (IOException e) {
                outcome.complete(e);
                throw e;
            }
        })) {
            try (var socket = edge.socket()) {
                socket.getOutputStream()
                        .write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nsome".getBytes(UTF_8));
            }
            assertThat(outcome.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(InterruptedIOException.class);
        }
    }

    @Test
    void manyWatchesShareOneConnection() throws Exception {
        int watches = 200;
        var open = new AtomicInteger();
        var go = new CountDownLatch(1);
        byte[] event = "event\n".getBytes(UTF_8);
        try (var edge = TestEdge.tls(exchange -> {
                    if (exchange.rawPath().equals("/first")) {
                        exchange.respond(200, Headers.empty(), event);
                        return;
                    }
                    var out = exchange.respondStream(200, Headers.empty());
                    out.flush();
                    open.incrementAndGet();
                    go.await();
                    out.send(event);
                });
                var client = TestEdge.client(HttpClient.Version.HTTP_2)) {
            // HttpClient opens a connection per request until the first one stands.
            edge.get(client, "/first");
            var bodies = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < watches; i++) {
                bodies.add(client.sendAsync(edge.request("/").build(), BodyHandlers.ofString()));
            }
            await().until(() -> open.get() == watches);
            assertThat(edge.server().connectionCount()).isEqualTo(1);
            go.countDown();
            for (var body : bodies) {
                assertThat(body.get(20, TimeUnit.SECONDS).body()).isEqualTo("event\n");
            }
        }
    }
}
