package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Cbor;
import io.gantry.api.codec.Tree;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A watch sends each event as one message: JSON as text, the rest as bytes. */
final class WatchOverWebSocketTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private static HttpFixture http;

    @BeforeAll
    static void start() throws Exception {
        http = new HttpFixture();
        http.send(
                "POST",
                MAPS,
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"seen\"}}",
                "content-type",
                HttpFixture.JSON);
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    /** The first message of a watch, text or bytes. */
    private static Object first(String accept) throws Exception {
        CompletableFuture<Object> message = new CompletableFuture<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .header("authorization", "Bearer admin")
                    .header("accept", accept)
                    .header("origin", "http://page.example.com")
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + http.base.getPort() + MAPS
                                    + "?watch=true&fieldSelector=metadata.name%3Dseen"),
                            new WebSocket.Listener() {
                                @Override
                                public @Nullable CompletionStage<?> onText(
                                        WebSocket from, CharSequence data, boolean last) {
                                    message.complete(data.toString());
                                    return null;
                                }

                                @Override
                                public @Nullable CompletionStage<?> onBinary(
                                        WebSocket from, ByteBuffer data, boolean last) {
                                    byte[] bytes = new byte[data.remaining()];
                                    data.get(bytes);
                                    message.complete(bytes);
                                    return null;
                                }
                            })
                    .get(20, TimeUnit.SECONDS);
            Object received = message.get(20, TimeUnit.SECONDS);
            socket.abort();
            return received;
        }
    }

    @Test
    void jsonComesAsText() throws Exception {
        assertThat(first("application/json"))
                .isInstanceOfSatisfying(
                        String.class,
                        text -> assertThat(HttpFixture.at(
                                        Tree.parseJson(text.getBytes(StandardCharsets.UTF_8)), "object.metadata.name"))
                                .isEqualTo("seen"));
    }

    @Test
    void protobufComesAsBytesWithoutALength() throws Exception {
        assertThat(first("application/vnd.kubernetes.protobuf;stream=watch"))
                .isInstanceOfSatisfying(
                        byte[].class, bytes -> assertThat(bytes).startsWith(0x0a, 5, 'A', 'D', 'D', 'E', 'D', 0x12));
    }

    @Test
    void cborComesAsBytes() throws Exception {
        assertThat(first("application/cbor"))
                .isInstanceOfSatisfying(
                        byte[].class,
                        bytes -> assertThat(HttpFixture.at(Cbor.parse(bytes), "type"))
                                .isEqualTo("ADDED"));
    }

    /** The status of the answer to a handshake, or the subprotocol that was agreed on. */
    private static String handshake(String token, String origin, String... subprotocols) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket.Builder builder = client.newWebSocketBuilder();
            if (!token.isEmpty()) {
                builder.header("authorization", "Bearer " + token);
            }
            if (!origin.isEmpty()) {
                builder.header("origin", origin);
            }
            if (subprotocols.length > 0) {
                builder.subprotocols(subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
            }
            WebSocket socket = builder.buildAsync(
                            URI.create("ws://127.0.0.1:" + http.base.getPort() + MAPS + "?watch=true"),
                            new WebSocket.Listener() {})
                    .get(20, TimeUnit.SECONDS);
            socket.abort();
            return socket.getSubprotocol();
        } catch (ExecutionException e) {
            return e.getCause() instanceof WebSocketHandshakeException refused
                    ? Integer.toString(refused.getResponse().statusCode())
                    : String.valueOf(e.getCause());
        }
    }

    @Test
    void whereAPageComesFromMustBeSaid() throws Exception {
        assertThat(handshake("admin", "")).isEqualTo("403");
        assertThat(handshake("admin", "null")).isEqualTo("403");
        assertThat(handshake("admin", "https://any.example.com")).isEmpty();
    }

    @Test
    void oneSubprotocolIsAgreedToWhateverItIs() throws Exception {
        assertThat(handshake("admin", "/", "invented")).isEqualTo("invented");
        assertThat(handshake("admin", "/", "one", "two")).isEqualTo("400");
    }

    @ParameterizedTest
    @CsvSource({
        "YWRtaW4, binary.k8s.io",
        "Y, 401",
        "bm9ib2R5, 401",
        "_w, 401",
    })
    void aTokenMayComeAsASubprotocol(String token, String answer) throws Exception {
        String subprotocol = "base64url.bearer.authorization.k8s.io." + token;
        assertThat(handshake("", "/", subprotocol, "binary.k8s.io")).isEqualTo(answer);
    }

    @Test
    void besideATokenThereMustBeSomethingToAgreeOn() throws Exception {
        String token = "base64url.bearer.authorization.k8s.io.YWRtaW4";
        assertThat(handshake("", "/", token)).isEqualTo("401");
        assertThat(handshake("", "/", token, token + "x", "binary.k8s.io")).isEqualTo("401");
    }
}
