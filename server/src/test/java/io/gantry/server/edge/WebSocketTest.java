package io.gantry.server.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The WebSocket against Java's client, and against frames written by hand. */
@SuppressWarnings("NullAway.Init")
class WebSocketTest {
    private static TestEdge edge;
    private static CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private static final AtomicLong flooded = new AtomicLong();

    @BeforeAll
    @BeforeContainer
    static void start() throws Exception {
        edge = TestEdge.plain(WebSocketTest::handle);
    }

    @AfterAll
    @AfterContainer
    static void stop() {
        edge.close();
    }

    private static void handle(Exchange exchange) throws Exception {
        try (var socket = exchange.acceptWebSocket(List.of("second", "first"))) {
            switch (exchange.rawPath()) {
                case "/flood" -> {
                    byte[] message = new byte[10_000];
                    while (true) {
                        socket.sendBinary(message);
                        flooded.addAndGet(message.length);
                    }
                }
                case "/bye" -> {
                    socket.sendText("last words".getBytes(UTF_8));
                    socket.close(WebSocket.GOING_AWAY, "bye");
                }
                case "/deaf" -> {
                    try (var _ = exchange.interruptOnClose()) {
                        new CountDownLatch(1).await();
                    }
                }
                default -> {
                    WebSocket.Message message;
                    while ((message = socket.receive()) != null) {
                        if (message.text()) {
                            socket.sendText(message.data());
                        } else {
                            socket.sendBinary(message.data());
                        }
                    }
                }
            }
        } catch (IOException e) {
            failure.complete(e);
            throw e;
        }
    }

    /** Collects what Java's client receives. */
    private static final class Listener implements java.net.http.WebSocket.Listener {
        final List<String> texts = new ArrayList<>();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final CompletableFuture<String> closed = new CompletableFuture<>();
        final CompletableFuture<String> pong = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public synchronized @Nullable CompletionStage<?> onText(
                java.net.http.WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                texts.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public synchronized @Nullable CompletionStage<?> onBinary(
                java.net.http.WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            bytes.writeBytes(part);
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(java.net.http.WebSocket socket, ByteBuffer data) {
            pong.complete(UTF_8.decode(data).toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(java.net.http.WebSocket socket, int code, String reason) {
            closed.complete(code + " " + reason);
            return null;
        }

        @Override
        public void onError(java.net.http.WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }

        synchronized int received() {
            return bytes.size();
        }
    }

    private static java.net.http.WebSocket connect(HttpClient client, String path, Listener listener, String... more) {
        var builder = client.newWebSocketBuilder();
        if (more.length > 0) {
            builder.subprotocols(more[0], Arrays.copyOfRange(more, 1, more.length));
        }
        return builder.buildAsync(edge.webSocketUri(path), listener).join();
    }

    @Test
    void messagesEchoAndClosingIsAnswered() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var listener = new Listener();
            var socket = connect(client, "/", listener, "unknown", "first", "second");
            assertThat(socket.getSubprotocol()).isEqualTo("first");
            socket.sendText("Grüße", true).join();
            socket.sendText("in ", false).join();
            socket.sendText("parts", true).join();
            socket.sendBinary(ByteBuffer.wrap(new byte[200_000]), true).join();
            socket.sendPing(ByteBuffer.wrap("hi".getBytes(UTF_8))).join();
            await().until(() -> listener.received() == 200_000);
            assertThat(listener.texts).containsExactly("Grüße", "in parts");
            assertThat(listener.pong.get(10, TimeUnit.SECONDS)).isEqualTo("hi");
            socket.sendClose(java.net.http.WebSocket.NORMAL_CLOSURE, "done").join();
            assertThat(listener.closed.get(10, TimeUnit.SECONDS)).startsWith("1000");
        }
    }

    @Test
    void theServersCloseComesAfterWhatItSent() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var listener = new Listener();
            connect(client, "/bye", listener);
            assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo("1001 bye");
            assertThat(listener.texts).containsExactly("last words");
        }
    }

    @Test
    void aMessageThatIsTooLargeEndsIt() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var listener = new Listener();
            var socket = connect(client, "/", listener);
            socket.sendBinary(ByteBuffer.wrap(new byte[(1 << 20) + 1]), true).exceptionally(e -> socket);
            assertThat(listener.closed
                            .handle((code, error) -> error == null ? code : "1009")
                            .get(10, TimeUnit.SECONDS))
                    .startsWith("1009");
        }
    }

    @Test
    void requestsThatAreNoUpgradeAreRefused() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            assertThat(edge.get(client, "/").statusCode()).isEqualTo(400);
            assertThatThrownBy(() -> connect(client, "/", new Listener(), "unknown"))
                    .isInstanceOf(CompletionException.class)
                    .extracting(refused -> ((WebSocketHandshakeException) refused.getCause())
                            .getResponse()
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aSlowReaderBlocksTheSenderAndItsEndIsNoticed() throws Exception {
        failure = new CompletableFuture<>();
        flooded.set(0);
        try (var socket = upgrade("/flood")) {
            assertThat(socket.getInputStream().read()).isGreaterThanOrEqualTo(0);
            var before = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(200))
                    .until(() -> before.getAndSet(flooded.get()) == flooded.get() && flooded.get() > 0);
            assertThat(flooded.get()).isLessThan(50_000_000);
        }
        assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }

    @Test
    void aHandlerThatDoesNotReceiveHoldsItsClientUp() throws Exception {
        var sent = new AtomicLong();
        Thread writer;
        try (var socket = upgrade("/deaf")) {
            byte[] frame = new byte[8 + 10_000];
            System.arraycopy(new byte[] {(byte) 0x82, (byte) (0x80 | 126), 0x27, 0x10}, 0, frame, 0, 4);
            writer = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        socket.getOutputStream().write(frame);
                        sent.addAndGet(frame.length);
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

    @Test
    void unmaskedFramesBreakTheProtocol() throws Exception {
        failure = new CompletableFuture<>();
        try (var socket = upgrade("/")) {
            socket.getOutputStream().write(new byte[] {(byte) 0x82, 1, 7});
            socket.getInputStream().readAllBytes();
        }
        assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessageContaining("broke the WebSocket protocol");
    }

    /** A raw connection on which the upgrade is done. */
    private static Socket upgrade(String path) throws Exception {
        var socket = edge.socket();
        socket.getOutputStream()
                .write(("GET " + path
                                + " HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(UTF_8));
        var head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
            head.write(socket.getInputStream().read());
        }
        // The key and its answer are RFC 6455's own example.
        assertThat(head.toString(UTF_8)).startsWith("HTTP/1.1 101 ").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        return socket;
    }

    /** However a message is cut into fragments and the fragments into packets, one message comes back. */
    @Property(tries = 30)
    void fragmentsAreJoined(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 70_000) Integer> fragments,
            @ForAll @IntRange(min = 1, max = 50_000) int packet)
            throws Exception {
        var wire = new ByteArrayOutputStream();
        var expected = new ByteArrayOutputStream();
        byte[] mask = {1, 2, 3, 4};
        for (int i = 0; i < fragments.size(); i++) {
            byte[] payload = new byte[fragments.get(i)];
            Arrays.fill(payload, (byte) (i + 1));
            expected.writeBytes(payload);
            wire.write((i == 0 ? 2 : 0) | (i == fragments.size() - 1 ? 0x80 : 0));
            if (payload.length < 126) {
                wire.write(0x80 | payload.length);
            } else if (payload.length < 65536) {
                wire.write(0x80 | 126);
                wire.writeBytes(
                        ByteBuffer.allocate(2).putShort((short) payload.length).array());
            } else {
                wire.write(0x80 | 127);
                wire.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
            }
            wire.writeBytes(mask);
            for (int j = 0; j < payload.length; j++) {
                payload[j] ^= mask[j % 4];
            }
            wire.writeBytes(payload);
        }
        try (var socket = upgrade("/")) {
            byte[] all = wire.toByteArray();
            for (int i = 0; i < all.length; i += packet) {
                socket.getOutputStream().write(all, i, Math.min(packet, all.length - i));
            }
            var in = new DataInputStream(socket.getInputStream());
            assertThat(in.readUnsignedByte()).as("binary, whole").isEqualTo(0x82);
            int length = in.readUnsignedByte();
            long size = length < 126 ? length : length == 126 ? in.readUnsignedShort() : in.readLong();
            assertThat(size).isEqualTo(expected.size());
            assertThat(in.readNBytes((int) size)).isEqualTo(expected.toByteArray());
        }
    }
}
