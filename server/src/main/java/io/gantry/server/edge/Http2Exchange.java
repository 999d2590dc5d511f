package io.gantry.server.edge;

import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request on an HTTP/2 stream. */
final class Http2Exchange extends BaseExchange {
    private final Http2Server connection;
    private final Http2Stream stream;
    private final String authority;

    /** The response's last frame is on its way: what happens to the stream now is no loss. On the event loop. */
    private boolean complete;

    /** Its writer waits for a whole response to leave. On the event loop. */
    private boolean awaited;

    Http2Exchange(
            Http2Server connection,
            Http2Stream stream,
            EdgeServer server,
            Peer peer,
            String method,
            String target,
            String authority,
            Headers headers,
            ByteInbox body) {
        super(server, peer, method, target, headers, body);
        this.connection = connection;
        this.stream = stream;
        this.authority = authority;
    }

    @Override
    public String authority() {
        return authority;
    }

    @Override
    public Protocol protocol() {
        return Protocol.HTTP_2;
    }

    Http2Stream stream() {
        return stream;
    }

    /** On the event loop. */
    void streamClosed() {
        if (!complete) {
            complete = true;
            clientGone();
        }
    }

    /** Whether the handler has nothing to add to the response. On the event loop. */
    boolean complete() {
        return complete;
    }

    /** Tells a client that waits with its body to send it. */
    void sendContinue() throws IOException {
        submit(() -> {
            if (!complete) {
                var context = connection.context();
                var head = new DefaultHttp2Headers(false, 2).status(HeaderNames.status(100));
                connection.encoder().writeHeaders(context, stream.id(), head, 0, false, context.newPromise());
            }
        });
    }

    @Override
    void sendWhole(int status, Headers headers, byte[] bytes, boolean withLength, @Nullable SendWindow window)
            throws IOException {
        var head = head(status, headers, withLength ? bytes.length : -1);
        boolean bare = bytes.length == 0 || method().equals("HEAD") || status == 204 || status == 304;
        submit(() -> {
            if (complete) {
                release(window, bytes);
                return;
            }
            complete = true;
            var context = connection.context();
            var encoder = connection.encoder();
            ChannelFuture sent = encoder.writeHeaders(context, stream.id(), head, 0, bare, context.newPromise());
            discardUnread();
            if (bare) {
                release(window, bytes);
                resetUnread(sent);
            } else {
                awaited = window != null;
                connection.data().add(this, bytes, 0, bytes.length, true, window);
            }
        });
    }

    @Override
    void sendHead(int status, Headers headers) throws IOException {
        var head = head(status, headers, -1);
        submit(() -> {
            if (!complete) {
                var context = connection.context();
                connection.encoder().writeHeaders(context, stream.id(), head, 0, false, context.newPromise());
            }
        });
    }

    @Override
    void sendData(byte[] bytes, int offset, int length, boolean last, SendWindow window) throws IOException {
        submit(() -> {
            if (complete) {
                window.release(length);
                return;
            }
            complete = last;
            if (method().equals("HEAD")) {
                window.release(length);
                if (last) {
                    discardUnread();
                    connection.data().add(this, bytes, offset, 0, true, window);
                }
                return;
            }
            if (last) {
                discardUnread();
            }
            connection.data().add(this, bytes, offset, length, last, window);
        });
    }

    /** The response's last frame is behind those that leave with {@code sent}. On the event loop. */
    void lastWritten(ChannelFuture sent) {
        if (awaited) {
            sent.addListener(done -> awaited = false);
        }
        connection.closeStreamLocal(stream, sent);
        resetUnread(sent);
    }

    private void discardUnread() {
        if (!body.ended()) {
            connection.consume(stream, body.discard());
        }
    }

    /** A response may be complete before the request is: then the client need not send the rest (RFC 9113, 8.1). */
    private void resetUnread(ChannelFuture sent) {
        if (!body.ended()) {
            sent.addListener(done -> {
                if (!body.ended()) {
                    var context = connection.context();
                    connection
                            .encoder()
                            .writeRstStream(context, stream.id(), Http2Error.NO_ERROR.code(), context.newPromise());
                    connection.flush(context);
                }
            });
        }
    }

    @Override
    void abort() throws IOException {
        submit(() -> {
            if (!complete || awaited) {
                complete = true;
                var context = connection.context();
                connection
                        .encoder()
                        .writeRstStream(context, stream.id(), Http2Error.INTERNAL_ERROR.code(), context.newPromise());
            }
        });
    }

    @Override
    Http2Server connection() {
        return connection;
    }

    @Override
    void handled() {
        connection.handled();
    }

    private Http2Headers head(int status, Headers headers, int length) {
        var head = new DefaultHttp2Headers(false, 16);
        head.status(HeaderNames.status(status));
        headers.forEach((name, value) -> {
            if (!HeaderNames.isConnectionSpecific(name)) {
                head.add(HeaderNames.lowerCase(name), value);
            }
        });
        head.add(HeaderNames.DATE, server.date());
        if (length >= 0 && status != 204 && status != 304) {
            head.add(HeaderNames.CONTENT_LENGTH, Integer.toString(length));
        }
        return head;
    }

    @Override
    public boolean wantsWebSocket() {
        return false;
    }

    @Override
    public boolean wantsSpdy() {
        return false;
    }

    @Override
    public List<String> offeredSubprotocols() {
        return List.of();
    }

    @Override
    public WebSocket acceptWebSocket(List<String> supported) throws EdgeException {
        throw noUpgrade();
    }

    @Override
    public SpdyConnection acceptSpdy(Headers headers) throws EdgeException {
        throw noUpgrade();
    }

    @Override
    public SpdyConnection acceptSpdyTunnel(String subprotocol) throws EdgeException {
        throw noUpgrade();
    }

    @Override
    public RawConnection acceptRaw(Headers headers) throws EdgeException {
        throw noUpgrade();
    }

    private static EdgeException noUpgrade() {
        return new EdgeException(400, "Upgrade request required: upgrades work over HTTP/1.1");
    }
}
