package io.gantry.server.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/2 connection: frames on one side, exchanges on the other. Everything here runs on the connection's event loop
 * but what says otherwise.
 *
 * <p>Listens to frames directly instead of through Netty's channel per stream, which costs several times the memory for
 * an idle stream and a pipeline walk for each frame.
 */
final class Http2Server extends Http2ConnectionHandler implements EdgeServer.Connection {
    private static final Logger LOG = System.getLogger(EdgeServer.class.getName());

    /** What a client may send on one stream before the handler reads it; Kubernetes' API server uses 256 kB. */
    private static final int STREAM_WINDOW = 256 * 1024;

    /** What a client may send on all streams together before handlers read it. */
    private static final int CONNECTION_WINDOW = 4 * 1024 * 1024;

    private final EdgeServer server;
    private final Peer peer;
    private final Http2Connection.PropertyKey exchangeKey;
    private final AtomicInteger running = new AtomicInteger();
    private @Nullable Line line;
    private final DataFrames data = new DataFrames(this);
    private boolean pinged;

    private Http2Server(
            EdgeServer server,
            Peer peer,
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings) {
        super(decoder, encoder, settings);
        this.server = server;
        this.peer = peer;
        this.exchangeKey = connection().newKey();
        decoder.frameListener(new Frames());
        connection().addListener(new Http2ConnectionAdapter() {
            @Override
            public void onStreamClosed(Http2Stream stream) {
                Http2Exchange exchange = stream.getProperty(exchangeKey);
                if (exchange != null) {
                    exchange.streamClosed();
                }
            }
        });
    }

    static Http2Server create(EdgeServer server, Peer peer) {
        return new Builder(server, peer).build();
    }

    private static final class Builder extends AbstractHttp2ConnectionHandlerBuilder<Http2Server, Builder> {
        private final EdgeServer server;
        private final Peer peer;

        Builder(EdgeServer server, Peer peer) {
            this.server = server;
            this.peer = peer;
            var config = server.config();
            var connection = new DefaultHttp2Connection(true);
            // Equal shares: clients' priorities are deprecated (RFC 9113), and their tree costs memory for each stream.
            connection
                    .remote()
                    .flowController(new DefaultHttp2RemoteFlowController(
                            connection, new UniformStreamByteDistributor(connection)));
            connection(connection);
            initialSettings(Http2Settings.defaultSettings()
                    .maxConcurrentStreams(config.maxConcurrentStreams())
                    .initialWindowSize(STREAM_WINDOW)
                    .maxHeaderListSize(config.maxHeaderBytes()));
            int seconds = Math.toIntExact(Math.max(1, config.resetWindow().toSeconds()));
            decoderEnforceMaxRstFramesPerWindow(config.maxResetsPerWindow(), seconds);
            encoderEnforceMaxRstFramesPerWindow(config.maxResetsPerWindow(), seconds);
        }

        @Override
        protected Http2Server build() {
            return super.build();
        }

        @Override
        protected Http2Server build(
                Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
            return new Http2Server(server, peer, decoder, encoder, settings);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        line = Line.of(context, () -> flush(context), server.time());
        super.handlerAdded(context);
        var local = connection().local().flowController();
        local.incrementWindowSize(
                connection().connectionStream(),
                CONNECTION_WINDOW - local.windowSize(connection().connectionStream()));
        new StaleStreams(this, exchangeKey, server.config().idleTimeout().toNanos()).watch();
        server.opened(this);
    }

    @Override
    public Line line() {
        return Objects.requireNonNull(line, "not in a pipeline yet");
    }

    DataFrames data() {
        return data;
    }

    /** What flow control lets through goes into {@link #data} first. */
    @Override
    public void flush(ChannelHandlerContext context) {
        try {
            encoder().flowController().writePendingBytes();
        } catch (Http2Exception e) {
            onError(context, true, e);
        } finally {
            data.write(context);
            context.flush();
        }
    }

    @Override
    public void drain() {
        context().executor().execute(() -> {
            try {
                connection().forEachActiveStream(stream -> {
                    Http2Exchange exchange = stream.getProperty(exchangeKey);
                    if (exchange != null) {
                        exchange.drain();
                    }
                    return true;
                });
            } catch (Http2Exception e) {
                throw new IllegalStateException("the visitor throws none", e);
            }
            channel().close(); // GOAWAY, then closes once the streams have ended
        });
    }

    @Override
    public void force() {
        context().close();
    }

    /** A handler has returned. On any thread. */
    void handled() {
        running.decrementAndGet();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            if (pinged) {
                LOG.log(Level.DEBUG, () -> context.channel().remoteAddress() + ": no answer to a ping");
                context.close();
            } else {
                pinged = true;
                encoder().writePing(context, false, 0, context.newPromise());
                flush(context);
            }
            return;
        }
        super.userEventTriggered(context, event);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        pinged = false;
        super.channelRead(context, message);
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext context, boolean outbound, Throwable cause, @Nullable Http2Exception http2Cause) {
        LOG.log(Level.DEBUG, () -> context.channel().remoteAddress() + ": HTTP/2 connection ends: " + cause);
        super.onConnectionError(context, outbound, cause, http2Cause);
    }

    private final class Frames extends Http2FrameAdapter {
        @Override
        public void onHeadersRead(
                ChannelHandlerContext context, int streamId, Http2Headers headers, int padding, boolean endOfStream)
                throws Http2Exception {
            var stream = connection().stream(streamId);
            if (stream == null) {
                return;
            }
            Http2Exchange known = stream.getProperty(exchangeKey);
            if (known != null) {
                if (endOfStream) { // trailers, which nothing here uses
                    known.body.end();
                }
                return;
            }
            begin(context, stream, headers, endOfStream);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int streamId,
                Http2Headers headers,
                int streamDependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean endOfStream)
                throws Http2Exception {
            onHeadersRead(context, streamId, headers, padding, endOfStream);
        }

        private void begin(
                ChannelHandlerContext context, Http2Stream stream, Http2Headers headers, boolean endOfStream) {
            int streamId = stream.id();
            var method = headers.method();
            var path = headers.path();
            if (method == null || path == null || path.isEmpty() || (path.charAt(0) != '/' && !isAsterisk(path))) {
                encoder().writeRstStream(context, streamId, Http2Error.PROTOCOL_ERROR.code(), context.newPromise());
                return;
            }
            // Streams that were reset may still have a handler: those count as well.
            if (running.get() >= 2 * server.config().maxConcurrentStreams()) {
                encoder().writeRstStream(context, streamId, Http2Error.REFUSED_STREAM.code(), context.newPromise());
                return;
            }
            running.incrementAndGet();
            var body = endOfStream ? ByteInbox.NONE : new ByteInbox(STREAM_WINDOW / 2, bytes -> release(stream, bytes));
            var exchange = new Http2Exchange(
                    Http2Server.this,
                    stream,
                    server,
                    peer,
                    method.toString(),
                    path.toString(),
                    authority(headers),
                    convert(headers),
                    body);
            var expect = headers.get("expect");
            if (!endOfStream && expect != null && AsciiString.contentEqualsIgnoreCase(expect, "100-continue")) {
                body.beforeFirstRead(exchange::sendContinue);
            }
            stream.setProperty(exchangeKey, exchange);
            server.dispatch(exchange);
        }

        @Override
        public int onDataRead(
                ChannelHandlerContext context, int streamId, ByteBuf data, int padding, boolean endOfStream) {
            int credit = padding;
            var stream = connection().stream(streamId);
            Http2Exchange exchange = stream == null ? null : stream.getProperty(exchangeKey);
            if (exchange == null) {
                return data.readableBytes() + padding;
            }
            if (data.isReadable()) {
                credit += exchange.body.offer(ByteBufUtil.getBytes(data));
            }
            if (endOfStream) {
                exchange.body.end();
            }
            return credit;
        }
    }

    /** Gives the client credit for what its request's reader has read. On any thread. */
    private void release(Http2Stream stream, int bytes) throws IOException {
        submit(() -> consume(stream, bytes));
    }

    void consume(Http2Stream stream, int bytes) {
        if (connection().stream(stream.id()) == null) {
            return; // closed: the flow controller has given it all back
        }
        try {
            connection().local().flowController().consumeBytes(stream, bytes);
        } catch (Http2Exception e) {
            onError(context(), true, e);
        }
    }

    private static boolean isAsterisk(CharSequence path) {
        return path.length() == 1 && path.charAt(0) == '*';
    }

    private static String authority(Http2Headers headers) {
        var authority = headers.authority();
        if (authority == null) {
            authority = headers.get("host");
        }
        return authority == null ? "" : authority.toString();
    }

    private static Headers convert(Http2Headers headers) {
        String[] pairs = new String[2 * headers.size()];
        int count = 0;
        for (Map.Entry<CharSequence, CharSequence> entry : headers) {
            var name = entry.getKey();
            if (name.charAt(0) != ':') {
                pairs[count++] = name.toString();
                pairs[count++] = entry.getValue().toString();
            }
        }
        return Headers.trusted(Arrays.copyOf(pairs, count));
    }
}
