package io.gantry.server.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SPDY streams that echo, half-close, are reset, and are not read. */
@SuppressWarnings("NullAway.Init")
class SpdyTest {
    private static TestEdge edge;
    private static CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private static final AtomicLong flooded = new AtomicLong();

    @BeforeAll
    @BeforeContainer
    static void start() throws Exception {
        edge = TestEdge.plain(exchange -> {
            try (var connection = exchange.acceptSpdy(Headers.of("X-Test", "yes"))) {
                SpdyStream stream;
                while ((stream = connection.acceptStream()) != null) {
                    var accepted = stream;
                    if ("close".equals(stream.headers().first("Task"))) {
                        return;
                    }
                    Thread.ofVirtual().start(() -> serve(accepted));
                }
            }
        });
    }

    @AfterAll
    @AfterContainer
    static void stop() {
        edge.close();
    }

    private static void serve(SpdyStream stream) {
        try {
            switch (String.valueOf(stream.headers().first("TASK"))) {
                case "reset" -> stream.reset();
                case "ignore" -> {}
                case "flood" -> {
                    byte[] part = new byte[10_000];
                    while (true) {
                        stream.out().write(part);
                        flooded.addAndGet(part.length);
                    }
                }
                case "count" -> {
                    // Answers only after the client's half-close.
                    int count = stream.in().readAllBytes().length;
                    stream.out().write(Integer.toString(count).getBytes(UTF_8));
                    stream.out().close();
                }
                default -> {
                    stream.in().transferTo(stream.out());
                    stream.out().close();
                }
            }
        } catch (IOException e) {
            failure.complete(e);
        }
    }

    private static SpdyClient connect() throws IOException {
        return new SpdyClient(edge.socket(), "/", "");
    }

    @Test
    void theUpgradeIsAnswered() throws Exception {
        try (var client = connect()) {
            assertThat(client.head())
                    .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                    .contains("Upgrade: SPDY/3.1\r\n", "X-Test: yes\r\n");
            client.ping(1);
            while (client.pongs.isEmpty()) {
                assertThat(client.pump()).isTrue();
            }
            assertThat(client.pongs).containsExactly(1);
        }
    }

    @Test
    void aHalfCloseLeavesTheOtherDirectionOpen() throws Exception {
        try (var client = connect()) {
            int stream = client.open("task", "count");
            client.data(stream, new byte[70_000], false);
            client.data(stream, new byte[5], true);
            while (!client.ended.contains(stream)) {
                assertThat(client.pump()).isTrue();
            }
            assertThat(client.text(stream)).isEqualTo("70005");
            assertThat(client.replied).contains(stream);
        }
    }

    @Test
    void eitherSideMayResetAStream() throws Exception {
        failure = new CompletableFuture<>();
        try (var client = connect()) {
            int server = client.open("task", "reset");
            while (!client.reset.contains(server)) {
                assertThat(client.pump()).isTrue();
            }
            int own = client.open("task", "count");
            client.data(own, new byte[10], false);
            client.reset(own);
            assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessageContaining("reset");
            // The connection lives on; data for a stream that is not there is refused.
            client.data(own, new byte[1], false);
            int echo = client.open("task", "echo");
            client.data(echo, new byte[] {'x'}, true);
            while (!client.ended.contains(echo)) {
                assertThat(client.pump()).isTrue();
            }
            assertThat(client.text(echo)).isEqualTo("x");
            assertThat(client.reset).contains(own);
        }
    }

    @Test
    void theServerClosesWithGoAwayAndWaitsForTheClient() throws Exception {
        try (var client = connect()) {
            client.open("task", "close");
            long start = System.nanoTime();
            while (client.pump()) {
                assertThat(client.replied).contains(1);
            }
            assertThat(client.goneAway).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aClientThatDoesNotReadBlocksTheWriterAndItsEndIsNoticed() throws Exception {
        failure = new CompletableFuture<>();
        flooded.set(0);
        try (var client = connect()) {
            client.open("task", "flood");
            var before = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(200))
                    .until(() -> before.getAndSet(flooded.get()) == flooded.get() && flooded.get() > 0);
            assertThat(flooded.get()).isLessThan(50_000_000);
        }
        assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }

    @Test
    void aStreamThatIsNotReadHoldsItsClientUp() throws Exception {
        var sent = new AtomicLong();
        Thread writer;
        try (var client = connect()) {
            int stream = client.open("task", "ignore");
            writer = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        client.data(stream, new byte[10_000], false);
                        sent.addAndGet(10_000);
                    }
                } catch (IOException e) {
                    // the test closes the socket
                }
            });
            var before = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(300))
                    .until(() -> before.getAndSet(sent.get()) == sent.get() && sent.get() > 1_000_000);
            assertThat(sent.get()).isLessThan(50_000_000);
        }
        writer.join();
    }

    /** Whatever the streams and the order of their frames, each stream echoes its own bytes and ends. */
    @Property(tries = 25)
    void streamsDoNotMix(
            @ForAll @IntRange(min = 1, max = 8) int streams,
            @ForAll @Size(max = 30) List<@IntRange(max = 20_000) Integer> frames)
            throws Exception {
        try (var client = connect()) {
            var ids = new ArrayList<Integer>();
            var sent = new ArrayList<ByteArrayOutputStream>();
            for (int i = 0; i < streams; i++) {
                int id = client.open("streamtype", "echo" + i);
                ids.add(id);
                sent.add(new ByteArrayOutputStream());
            }
            for (int i = 0; i < frames.size(); i++) {
                int which = frames.get(i) % streams;
                byte[] bytes = new byte[frames.get(i)];
                Arrays.fill(bytes, (byte) i);
                client.data(ids.get(which), bytes, false);
                sent.get(which).writeBytes(bytes);
            }
            for (int id : ids) {
                client.data(id, new byte[0], true);
            }
            while (!client.ended.containsAll(ids)) {
                assertThat(client.pump()).isTrue();
            }
            for (int i = 0; i < streams; i++) {
                assertThat(client.bytes(ids.get(i)))
                        .as("stream %s", i)
                        .isEqualTo(sent.get(i).toByteArray());
            }
            assertThat(client.reset).isEmpty();
        }
    }
}
