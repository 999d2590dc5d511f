package io.gantry.server.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request on an HTTP/1.1 or HTTP/1.0 connection. */
final class Http1Exchange extends BaseExchange {
    private final Http1Server connection;
    private final Protocol protocol;
    private final boolean keepAlive;

    /** The response's last part is on its way. On the event loop. */
    private boolean complete;

    /** Its writer waits for a whole response to leave. On the event loop. */
    private boolean awaited;

    /** Whether the connection goes on after this, as the answer has told the client. On the event loop. */
    private boolean kept;

    /** Whether the body's end shows by the connection's: HTTP/1.0 has no chunks. On the event loop. */
    private boolean endsWithConnection;

    Http1Exchange(
            Http1Server connection,
            Peer peer,
            String method,
            String target,
            Headers headers,
            ByteInbox body,
            Protocol protocol,
            boolean keepAlive) {
        super(connection.server(), peer, method, target, headers, body);
        this.connection = connection;
        this.protocol = protocol;
        this.keepAlive = keepAlive;
    }

    @Override
    public String authority() {
        String host = headers().first("host");
        return host == null ? "" : host;
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    /** Tells a client that waits with its body to send it. */
    void sendContinue() throws IOException {
        submit(() -> {
            if (!complete) {
                connection
                        .context()
                        .write(new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
            }
        });
    }

    @Override
    void sendWhole(int status, Headers headers, byte[] bytes, boolean withLength, @Nullable SendWindow window)
            throws IOException {
        submit(() -> {
            if (complete) {
                release(window, bytes);
                return;
            }
            complete = true;
            awaited = window != null;
            boolean bare = status == 204 || status == 304;
            kept = keepAlive && !connection.leavesTooMuch();
            var fields = fields(headers, kept);
            if (withLength && !bare) {
                fields.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length));
            }
            var response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.valueOf(status),
                    bare ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes),
                    fields,
                    EmptyHttpHeaders.INSTANCE);
            var sent = connection.context().write(response);
            if (awaited) {
                sent.addListener(done -> {
                    awaited = false;
                    release(window, bytes);
                });
            }
            connection.responseComplete(this, kept);
        });
    }

    @Override
    void sendHead(int status, Headers headers) throws IOException {
        submit(() -> {
            if (complete) {
                return;
            }
            boolean sized = headers.contains("content-length");
            endsWithConnection = protocol == Protocol.HTTP_1_0 && !sized;
            kept = keepAlive && !endsWithConnection && !connection.leavesTooMuch();
            var fields = fields(headers, kept);
            if (!sized && !endsWithConnection) {
                fields.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            }
            connection
                    .context()
                    .write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), fields));
        });
    }

    @Override
    void sendData(byte[] bytes, int offset, int length, boolean last, SendWindow window) throws IOException {
        submit(() -> {
            if (complete) {
                window.release(length);
                return;
            }
            var context = connection.context();
            if (length > 0 && method().equals("HEAD")) {
                window.release(length);
            } else if (length > 0) {
                context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes, offset, length)))
                        .addListener(done -> window.release(length));
            }
            if (last) {
                complete = true;
                context.write(LastHttpContent.EMPTY_LAST_CONTENT);
                connection.responseComplete(this, kept);
            }
        });
    }

    private HttpHeaders fields(Headers headers, boolean keep) {
        var fields =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        headers.forEach(fields::add);
        fields.set(HttpHeaderNames.DATE, server.date());
        if (!keep) {
            fields.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (protocol == Protocol.HTTP_1_0) {
            fields.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return fields;
    }

    /** The answer to what could not even be read. */
    static ChannelFuture writeRefusal(ChannelHandlerContext context, int status) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, "0")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return context.writeAndFlush(response);
    }

    @Override
    void abort() throws IOException {
        submit(() -> {
            if (!complete || awaited) {
                complete = true;
                connection.context().close();
            }
        });
    }

    @Override
    Http1Server connection() {
        return connection;
    }

    @Override
    void handled() {}

    @Override
    public boolean wantsWebSocket() {
        return wants("websocket");
    }

    @Override
    public boolean wantsSpdy() {
        return wants("SPDY/3.1");
    }

    private boolean wants(String upgrade) {
        return protocol == Protocol.HTTP_1_1
                && headers().hasElement("connection", "upgrade")
                && headers().hasElement("upgrade", upgrade);
    }

    @Override
    public List<String> offeredSubprotocols() {
        return headers().elements("sec-websocket-protocol");
    }

    @Override
    public WebSocket acceptWebSocket(List<String> supported) throws IOException {
        return Upgrades.webSocket(this, supported);
    }

    @Override
    public SpdyConnection acceptSpdy(Headers headers) throws IOException {
        return Upgrades.spdy(this, headers);
    }

    @Override
    public SpdyConnection acceptSpdyTunnel(String subprotocol) throws IOException {
        return Upgrades.spdyTunnel(this, subprotocol);
    }

    @Override
    public RawConnection acceptRaw(Headers headers) throws IOException {
        return Upgrades.raw(this, headers);
    }

    /** Ends HTTP on this connection, on the event loop. */
    void upgradeBegins() {
        complete = true;
    }
}
