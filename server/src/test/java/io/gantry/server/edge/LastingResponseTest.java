package io.gantry.server.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Responses that go on after their handlers have returned. */
@Timeout(60)
class LastingResponseTest {
    /** Sends what is put into its queue until it is told to complete. */
    private static final class Feed implements LastingResponse {
        final Queue<String> texts = new ConcurrentLinkedQueue<>();
        final AtomicBoolean completes = new AtomicBoolean();
        final AtomicInteger endings = new AtomicInteger();
        final AtomicInteger inTurn = new AtomicInteger();
        final Exchange exchange;
        final ResponseStream out;
        final Runnable wake;

        Feed(Exchange exchange) throws IOException {
            this.exchange = exchange;
            this.out = exchange.respondStream(200, Headers.empty());
            out.flush();
            this.wake = exchange.goOn(this, false);
        }

        void put(String text) {
            texts.add(text);
            wake.run();
        }

        @Override
        public boolean turn() throws IOException {
            assertThat(inTurn.incrementAndGet()).as("turns at a time").isEqualTo(1);
            try {
                String text;
                while ((text = texts.poll()) != null) {
                    if (text.equals("overflow")) {
                        throw new StackOverflowError("it is too deep");
                    }
                    if (text.equals("fail")) {
                        throw new IOException("it fails");
                    }
                    out.send(text.getBytes(UTF_8));
                }
                return !completes.get() && !exchange.closed();
            } finally {
                inTurn.decrementAndGet();
            }
        }

        @Override
        public void ended() {
            endings.incrementAndGet();
        }
    }

    private final List<Feed> feeds = new CopyOnWriteArrayList<>();

    private TestEdge edge() throws IOException {
        return TestEdge.tls(exchange -> {
            if (exchange.rawPath().equals("/plain")) {
                exchange.respond(200, Headers.empty(), "plain".getBytes(UTF_8));
                return;
            }
            feeds.add(new Feed(exchange));
        });
    }

    private Feed feed() {
        await().until(() -> feeds.size() == 1);
        return feeds.getFirst();
    }

    private static InputStream open(TestEdge edge, HttpClient client) throws Exception {
        return client.send(edge.request("/").build(), BodyHandlers.ofInputStream())
                .body();
    }

    private static String read(InputStream in, int length) throws IOException {
        return new String(in.readNBytes(length), UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void sendsWhenItIsWokenAndEndsWhenItSaysSo(HttpClient.Version version) throws Exception {
        try (var edge = edge();
                var client = TestEdge.client(version);
                var in = open(edge, client)) {
            var feed = feed();
            for (int i = 0; i < 5; i++) {
                feed.put("event " + i);
                assertThat(read(in, 7)).isEqualTo("event " + i);
            }
            assertThat(feed.endings).hasValue(0);
            feed.completes.set(true);
            feed.wake.run();
            assertThat(in.read()).isEqualTo(-1);
            await().until(() -> feed.endings.get() == 1);
            feed.wake.run(); // too late: nothing happens
            // The connection serves on.
            assertThat(edge.get(client, "/plain").body()).isEqualTo("plain");
        }
        assertThat(feeds.getFirst().endings).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenItsClientGoes(HttpClient.Version version) throws Exception {
        try (var edge = edge();
                var client = TestEdge.client(version)) {
            open(edge, client).close();
            var feed = feed();
            await().until(() -> feed.endings.get() == 1);
            assertThat(feed.exchange.closed()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsInOrderWhenTheServerDrains(HttpClient.Version version) throws Exception {
        try (var client = TestEdge.client(version)) {
            var edge = edge();
            try (var in = open(edge, client)) {
                feed().put("event");
                assertThat(read(in, 5)).isEqualTo("event");
                edge.close();
                assertThat(in.read()).isEqualTo(-1);
                assertThat(feed().endings).hasValue(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailureCutsItOff(HttpClient.Version version) throws Exception {
        try (var edge = edge();
                var client = TestEdge.client(version);
                var in = open(edge, client)) {
            var feed = feed();
            feed.put("fail");
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
            await().until(() -> feed.endings.get() == 1);
        }
    }

    /** On one connection of HTTP/2, whose turns are given by one thread. */
    @Test
    void anErrorInOneEndsThatOneOnly() throws Exception {
        try (var edge = edge();
                var client = TestEdge.client(HttpClient.Version.HTTP_2);
                var broken = open(edge, client)) {
            var first = feed();
            try (var in = open(edge, client)) {
                await().until(() -> feeds.size() == 2);
                first.put("overflow");
                assertThatThrownBy(broken::read).isInstanceOf(IOException.class);
                await().until(() -> first.endings.get() == 1);
                feeds.getLast().put("event");
                assertThat(read(in, 5)).isEqualTo("event");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenTheHandlerFailsAfterAll(HttpClient.Version version) throws Exception {
        try (var edge = TestEdge.tls(exchange -> {
                    feeds.add(new Feed(exchange));
                    throw new IOException("it fails");
                });
                var client = TestEdge.client(version)) {
            assertThatThrownBy(() -> open(edge, client).read()).isInstanceOf(IOException.class);
            // A client may ask once more when there was no answer at all.
            assertThat(feeds).isNotEmpty();
            await().until(() -> feeds.stream().allMatch(feed -> feed.endings.get() == 1));
        }
    }

    /** A turn that sends while there is room, and no more. */
    private static final class Flood implements LastingResponse {
        static final int TOTAL = 64 << 20;
        final AtomicLong sent = new AtomicLong();
        final ResponseStream out;
        final Runnable wake;

        Flood(Exchange exchange) throws IOException {
            this.out = exchange.respondStream(200, Headers.empty());
            this.wake = exchange.goOn(this, false);
        }

        @Override
        public boolean turn() throws IOException {
            while (sent.get() < TOTAL) {
                if (!out.hasRoom(wake)) {
                    return true;
                }
                out.send(new byte[8192]);
                sent.addAndGet(8192);
            }
            return false;
        }

        @Override
        public void ended() {}
    }

    @ParameterizedTest
    @EnumSource
    void aSlowClientHoldsUpNobodyElse(HttpClient.Version version) throws Exception {
        var floods = new CopyOnWriteArrayList<Flood>();
        try (var edge = TestEdge.tls(exchange -> {
                    if (exchange.rawPath().equals("/quick")) {
                        feeds.add(new Feed(exchange));
                    } else {
                        floods.add(new Flood(exchange));
                    }
                });
                var client = TestEdge.client(version);
                var in = open(edge, client)) {
            await().until(() -> floods.size() == 1);
            var flood = floods.getFirst();
            var before = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(200))
                    .until(() -> before.getAndSet(flood.sent.get()) == flood.sent.get() && flood.sent.get() > 0);
            assertThat(flood.sent.get()).isLessThan(Flood.TOTAL / 2);
            try (var quick = client.send(edge.request("/quick").build(), BodyHandlers.ofInputStream())
                    .body()) {
                feed().put("event");
                assertThat(read(quick, 5)).isEqualTo("event");
            }
            in.skipNBytes(Flood.TOTAL);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    /** As watches of one resource are: one event concerns them all, and the next one comes while they are being told. */
    @ParameterizedTest
    @EnumSource
    void manyOfOneConnectionGetEverythingInOrder(HttpClient.Version version) throws Exception {
        int responses = 90;
        int events = 200;
        try (var edge = edge();
                var client = TestEdge.client(version);
                var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var expected = new StringBuilder();
            for (int i = 0; i < events; i++) {
                expected.append("event ").append(i).append('\n');
            }
            var read = new ArrayList<Future<String>>();
            for (int i = 0; i < responses; i++) {
                var in = open(edge, client);
                read.add(readers.submit(() -> {
                    try (in) {
                        return read(in, expected.length());
                    }
                }));
            }
            await().until(() -> feeds.size() == responses);
            for (int i = 0; i < events; i++) {
                String event = "event " + i + "\n";
                feeds.forEach(feed -> feed.put(event));
            }
            for (var each : read) {
                assertThat(each.get()).isEqualTo(expected.toString());
            }
        }
    }
}
