package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Cbor;
import io.gantry.api.codec.Tree;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
}
