package io.gantry.server.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.server.edge.SpdyClient;
import io.gantry.server.edge.TestEdge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The protocols that today's kubectl does not speak, and what it speaks byte by byte. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class BridgesTest {
    private static final String POD = "/api/v1/namespaces/default/pods/p/";
    private static final String SUCCESS =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Success\"}";

    private FakePodApi api;
    private TestEdge edge;
    private HttpClient client;

    @BeforeEach
    void start() throws Exception {
        api = new FakePodApi(false);
        edge = TestEdge.plain(api);
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        client.close();
        edge.close();
    }

    /** Collects messages by channel. */
    private static final class Listener implements WebSocket.Listener {
        private final Map<Integer, ByteArrayOutputStream> channels = new TreeMap<>();
        private final ByteArrayOutputStream message = new ByteArrayOutputStream();
        private final StringBuilder text = new StringBuilder();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public synchronized @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            message.writeBytes(part);
            if (last) {
                byte[] all = message.toByteArray();
                channel(all[0]).writeBytes(Arrays.copyOfRange(all, 1, all.length));
                message.reset();
            }
            socket.request(1);
            return null;
        }

        @Override
        public synchronized @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                channel(text.charAt(0) - '0').writeBytes(Base64.getDecoder().decode(text.substring(1)));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        private ByteArrayOutputStream channel(int number) {
            return channels.computeIfAbsent(number, absent -> new ByteArrayOutputStream());
        }

        synchronized String text(int channel) {
            return channel(channel).toString(UTF_8);
        }

        synchronized byte[] bytes(int channel) {
            return channel(channel).toByteArray();
        }
    }

    private WebSocket connect(String target, Listener listener, String... subprotocols) {
        var builder = client.newWebSocketBuilder();
        if (subprotocols.length > 0) {
            builder.subprotocols(subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
        }
        return builder.buildAsync(edge.webSocketUri(POD + target), listener).join();
    }

    private static void send(WebSocket socket, int channel, String data) {
        socket.sendBinary(ByteBuffer.wrap(((char) channel + data).getBytes(UTF_8)), true)
                .join();
    }

    @Test
    void version5ClosesStandardInput() throws Exception {
        var listener = new Listener();
        var socket = connect("exec?command=wc&command=-c&stdin=1&stdout=1", listener, "v5.channel.k8s.io");
        assertThat(socket.getSubprotocol()).isEqualTo("v5.channel.k8s.io");
        send(socket, 0, "12345");
        socket.sendBinary(ByteBuffer.wrap(new byte[] {(byte) 255, 0}), true).join();
        assertThat(listener.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(listener.text(1).strip()).isEqualTo("5");
        assertThat(listener.text(3)).isEqualTo(SUCCESS);
    }

    @Test
    void version4TellsTheExitCode() throws Exception {
        var listener = new Listener();
        connect(
                "exec?command=sh&command=-c&command=echo+out;echo+err>%262;exit+7&stdout=1&stderr=1"
                        .replace(">", "%3E"),
                listener,
                "v4.channel.k8s.io");
        assertThat(listener.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(listener.text(1)).isEqualTo("out\n");
        assertThat(listener.text(2)).isEqualTo("err\n");
        assertThat(listener.text(3))
                .contains(
                        "\"status\":\"Failure\"",
                        "\"reason\":\"NonZeroExitCode\"",
                        "\"details\":{\"causes\":[{\"reason\":\"ExitCode\",\"message\":\"7\"}]}");
    }

    @Test
    void base64IsForBrowsers() throws Exception {
        var listener = new Listener();
        var socket = connect(
                "exec?command=head&command=-c&command=3&stdin=1&stdout=1", listener, "v4.base64.channel.k8s.io");
        socket.sendText("0" + Base64.getEncoder().encodeToString("äbc".getBytes(UTF_8)), true)
                .join();
        assertThat(listener.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(listener.text(1)).isEqualTo("äb");
        assertThat(listener.text(3)).isEqualTo(SUCCESS);
    }

    @Test
    void withoutASubprotocolErrorsAreText() throws Exception {
        var listener = new Listener();
        connect("exec?command=false&stdout=1", listener);
        assertThat(listener.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(listener.text(3)).contains("exit code").doesNotContain("{");
    }

    @Test
    void resizingReachesTheSession() throws Exception {
        var listener = new Listener();
        var socket = connect("exec?command=cat&stdin=1&stdout=1&tty=1", listener, "v5.channel.k8s.io");
        send(socket, 4, "{\"Width\":133,\"Height\":44}");
        assertThat(api.node.sessions.take().size()).isEqualTo("133x44");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Test
    void theProcessEndsWithItsClient() throws Exception {
        var socket = connect("exec?command=sleep&command=100&stdout=1", new Listener(), "v5.channel.k8s.io");
        var session = api.node.sessions.take();
        assertThat(session.alive()).isTrue();
        socket.abort();
        await().until(() -> !session.alive());
    }

    @Test
    void refusalsAreOrdinaryAnswers() throws Exception {
        assertThat(edge.get(client, POD + "exec?command=true&stdout=1").statusCode())
                .isEqualTo(400);
        assertThat(edge.get(client, POD + "log?container=absent").body())
                .contains("\"code\":400", "container absent is not valid");
        assertThatThrownBy(() ->
                        connect("exec?command=true&stdout=1&container=absent", new Listener(), "v5.channel.k8s.io"))
                .hasMessageContaining("WebSocketHandshakeException");
        try (var spdy = new SpdyClient(
                edge.socket(),
                POD + "exec?command=true&stdout=1",
                "X-Stream-Protocol-Version: v9.channel.k8s.io\r\n")) {
            assertThat(spdy.head())
                    .startsWith("HTTP/1.1 403 ")
                    .contains("X-Accepted-Stream-Protocol-Versions: v4.channel.k8s.io");
        }
        assertThat(api.node.sessions).as("nothing was started").isEmpty();
    }

    @Test
    void spdyExecInEveryVersion() throws Exception {
        for (String version :
                new String[] {"", "channel.k8s.io", "v2.channel.k8s.io", "v3.channel.k8s.io", "v4.channel.k8s.io"}) {
            String header = version.isEmpty() ? "" : "X-Stream-Protocol-Version: " + version + "\r\n";
            try (var spdy = new SpdyClient(
                    edge.socket(), POD + "exec?command=sh&command=-c&command=cat;exit+5&stdin=1&stdout=1", header)) {
                assertThat(spdy.head()).contains("101 Switching").contains(header);
                int error = spdy.open("streamType", "error");
                int out = spdy.open("streamType", "stdout");
                int in = spdy.open("streamType", "stdin");
                spdy.data(in, "hello".getBytes(UTF_8), true);
                while (!spdy.ended.contains(error)) {
                    assertThat(spdy.pump()).isTrue();
                }
                assertThat(spdy.text(out)).isEqualTo("hello");
                assertThat(spdy.ended).contains(out);
                if (version.startsWith("v4")) {
                    assertThat(spdy.text(error)).contains("\"message\":\"5\"");
                } else {
                    assertThat(spdy.text(error)).contains("exit code: 5").doesNotContain("{");
                }
            }
        }
    }

    @Test
    void portForwardOverChannels() throws Exception {
        try (var inPod = new ServerSocket(0, 1, TestEdge.anyPort().getAddress())) {
            var echo = Thread.ofVirtual().start(() -> {
                try (var socket = inPod.accept()) {
                    socket.getInputStream().transferTo(socket.getOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            int port = inPod.getLocalPort();
            var listener = new Listener();
            var socket = connect("portforward?ports=" + port + "&ports=1", listener, "v4.channel.k8s.io");
            send(socket, 0, "ping");
            byte[] low = {(byte) port, (byte) (port >> 8)};
            await().untilAsserted(() ->
                    assertThat(listener.bytes(0)).isEqualTo(new byte[] {low[0], low[1], 'p', 'i', 'n', 'g'}));
            assertThat(listener.bytes(1)).isEqualTo(low);
            await().untilAsserted(() -> assertThat(listener.text(3)).contains("error forwarding port 1 to pod p"));
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            echo.join();
        }
        assertThat(edge.get(client, POD + "portforward?ports=0").statusCode()).isEqualTo(400);
    }

    @Test
    void halvesOfPortForwardPairsMeetInAnyOrder() throws Exception {
        try (var inPod = new ServerSocket(0, 1, TestEdge.anyPort().getAddress())) {
            String port = Integer.toString(inPod.getLocalPort());
            var answer = Thread.ofVirtual().start(() -> {
                try (var socket = inPod.accept()) {
                    // Answers only after the client's half-close has come through.
                    byte[] all = socket.getInputStream().readAllBytes();
                    socket.getOutputStream().write(all);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try (var spdy = new SpdyClient(
                    edge.socket(), POD + "portforward", "X-Stream-Protocol-Version: portforward.k8s.io\r\n")) {
                int data = spdy.open("streamType", "data", "port", port, "requestID", "0");
                int lost = spdy.open("streamType", "data", "port", "70000", "requestID", "1");
                int error = spdy.open("streamType", "error", "port", port, "requestID", "0");
                spdy.data(error, new byte[0], true);
                spdy.data(data, "question".getBytes(UTF_8), true);
                while (!spdy.ended.contains(data) || !spdy.ended.contains(error)) {
                    assertThat(spdy.pump()).isTrue();
                }
                assertThat(spdy.text(data)).isEqualTo("question");
                assertThat(spdy.text(error)).isEmpty();
                assertThat(spdy.reset).containsExactly(lost);
            }
            answer.join();
        }
    }

    /** As kubectl does, whose side ends only after the error stream has. */
    @Test
    void thePodsEndIsTheEndOfAPortForward() throws Exception {
        try (var inPod = new ServerSocket(0, 1, TestEdge.anyPort().getAddress())) {
            String port = Integer.toString(inPod.getLocalPort());
            var answer = answerAndEnd(inPod);
            try (var spdy = new SpdyClient(
                    edge.socket(), POD + "portforward", "X-Stream-Protocol-Version: portforward.k8s.io\r\n")) {
                int error = spdy.open("streamType", "error", "port", port, "requestID", "0");
                int data = spdy.open("streamType", "data", "port", port, "requestID", "0");
                spdy.data(error, new byte[0], true);
                while (!spdy.ended.contains(data) || !spdy.ended.contains(error)) {
                    assertThat(spdy.pump()).isTrue();
                }
                assertThat(spdy.text(data)).isEqualTo("answer");
                assertThat(spdy.text(error)).isEmpty();
            }
            answer.join();
        }
    }

    @Test
    void theLastPodsEndIsTheEndOfItsChannels() throws Exception {
        try (var inPod = new ServerSocket(0, 1, TestEdge.anyPort().getAddress())) {
            var answer = answerAndEnd(inPod);
            var listener = new Listener();
            connect("portforward?ports=" + inPod.getLocalPort() + "&ports=1", listener, "v4.channel.k8s.io");

            assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);

            assertThat(listener.text(0)).endsWith("answer");
            assertThat(listener.text(3)).contains("error forwarding port 1 to pod p");
            answer.join();
        }
    }

    private static Thread answerAndEnd(ServerSocket inPod) {
        return Thread.ofVirtual().start(() -> {
            try (var socket = inPod.accept()) {
                socket.getOutputStream().write("answer".getBytes(UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void watchEventsAreTextMessages() throws Exception {
        var gone = new CompletableFuture<Boolean>();
        try (var watched = TestEdge.plain(exchange -> {
            exchange.onClose(() -> gone.complete(true));
            try (var socket = WatchSocket.accept(exchange, WatchSocket.Framing.TEXT)) {
                socket.send("{\"type\":\"ADDED\"}".getBytes(UTF_8));
                socket.send("{\"type\":\"DELETED\"}".getBytes(UTF_8));
                gone.get();
            }
        })) {
            var events = new LinkedBlockingQueue<String>();
            var socket = client.newWebSocketBuilder()
                    .header("Origin", "http://page.example.com")
                    .subprotocols("base64url.bearer.authorization.k8s.io.c2VjcmV0", "binary.k8s.io")
                    .buildAsync(watched.webSocketUri("/"), new WebSocket.Listener() {
                        @Override
                        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                            events.add(data.toString());
                            socket.request(1);
                            return null;
                        }
                    })
                    .join();
            assertThat(socket.getSubprotocol()).isEqualTo("binary.k8s.io");
            assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("{\"type\":\"ADDED\"}");
            assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("{\"type\":\"DELETED\"}");
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
