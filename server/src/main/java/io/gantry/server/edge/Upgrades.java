package io.gantry.server.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns an HTTP/1.1 exchange into a WebSocket or a SPDY connection: checks, answers 101, swaps the pipeline. */
final class Upgrades {
    /** RFC 6455, 1.3. */
    private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private Upgrades() {}

    static WebSocket webSocket(Http1Exchange exchange, List<String> supported) throws IOException {
        checkWebSocket(exchange);
        String subprotocol = choose(exchange.offeredSubprotocols(), supported);
        var socket = new NettyWebSocket(exchange, subprotocol);
        int max = exchange.server.config().maxMessageBytes();
        upgrade(
                exchange,
                webSocketHeaders(exchange, subprotocol),
                idle(exchange),
                decoder(max),
                new WebSocket13FrameEncoder(false),
                new WebSocketFrameAggregator(max),
                new Utf8FrameValidator(false),
                socket);
        exchange.upgraded(socket);
        return socket;
    }

    static SpdyConnection spdy(Http1Exchange exchange, Headers headers) throws IOException {
        if (!exchange.wantsSpdy()) {
            throw new EdgeException(400, "Upgrade request required: SPDY/3.1");
        }
        var answer = Headers.builder().add("Connection", "Upgrade").add("Upgrade", "SPDY/3.1");
        headers.forEach(answer::add);
        var session = new SpdySession(exchange);
        upgrade(exchange, answer.build(), idle(exchange), new SpdyCodec(), session);
        exchange.upgraded(session);
        return session;
    }

    static SpdyConnection spdyTunnel(Http1Exchange exchange, String subprotocol) throws IOException {
        checkWebSocket(exchange);
        choose(exchange.offeredSubprotocols(), List.of(subprotocol));
        var session = new SpdySession(exchange);
        int max = exchange.server.config().maxMessageBytes();
        upgrade(
                exchange,
                webSocketHeaders(exchange, subprotocol),
                idle(exchange),
                decoder(max),
                new WebSocket13FrameEncoder(false),
                new WebSocketTunnel(),
                new SpdyCodec(),
                session);
        exchange.upgraded(session);
        return session;
    }

    static RawConnection raw(Http1Exchange exchange, Headers headers) throws IOException {
        var channel = new RawChannel(exchange);
        upgrade(exchange, headers, channel);
        exchange.upgraded(channel);
        return channel;
    }

    private static IdleStateHandler idle(Http1Exchange exchange) {
        long millis = exchange.server.config().pingInterval().toMillis();
        return new IdleStateHandler(millis, 0, 0, TimeUnit.MILLISECONDS);
    }

    private static WebSocket13FrameDecoder decoder(int maxBytes) {
        return new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxBytes)
                .expectMaskedFrames(true)
                .closeOnProtocolViolation(false)
                .build());
    }

    private static void checkWebSocket(Http1Exchange exchange) throws EdgeException {
        if (!exchange.wantsWebSocket() || !exchange.method().equals("GET")) {
            throw new EdgeException(400, "Upgrade request required: WebSocket, with GET");
        }
        if (!"13".equals(exchange.headers().first("sec-websocket-version"))) {
            throw new EdgeException(400, "Sec-WebSocket-Version: must be 13");
        }
        if (exchange.headers().first("sec-websocket-key") == null) {
            throw new EdgeException(400, "Sec-WebSocket-Key: missing");
        }
    }

    private static String choose(List<String> offered, List<String> supported) throws EdgeException {
        if (offered.isEmpty()) {
            return "";
        }
        for (String candidate : offered) {
            if (supported.contains(candidate)) {
                return candidate;
            }
        }
        throw new EdgeException(
                403, "Sec-WebSocket-Protocol: none of those offered is supported, use one of " + supported);
    }

    private static Headers webSocketHeaders(Http1Exchange exchange, String subprotocol) {
        var headers = Headers.of(
                "Connection",
                "Upgrade",
                "Upgrade",
                "websocket",
                "Sec-WebSocket-Accept",
                accept(String.valueOf(exchange.headers().first("sec-websocket-key"))));
        return subprotocol.isEmpty() ? headers : headers.and("Sec-WebSocket-Protocol", subprotocol);
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + ACCEPT_GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }

    /** Answers 101 and puts {@code handlers} in the place of HTTP. Returns once that has happened. */
    private static void upgrade(Http1Exchange exchange, Headers headers, ChannelHandler... handlers)
            throws IOException {
        exchange.begin(101);
        var done = new CountDownLatch(1);
        exchange.connection().submit(() -> {
            try {
                if (exchange.gone()) {
                    return;
                }
                exchange.upgradeBegins();
                var context = exchange.connection().context();
                var response = new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
                headers.forEach((name, value) -> response.headers().add(name, value));
                context.writeAndFlush(response);
                var pipeline = context.pipeline();
                pipeline.addLast(handlers);
                // HTTP's codec last: it passes on what it has read beyond the request.
                pipeline.remove(exchange.connection());
                pipeline.remove("http");
                context.channel().config().setAutoRead(true);
            } finally {
                done.countDown();
            }
        });
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted while upgrading").initCause(e);
        }
        if (exchange.gone()) {
            throw SendWindow.gone();
        }
    }
}
