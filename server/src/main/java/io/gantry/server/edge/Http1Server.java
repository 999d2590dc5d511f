package io.gantry.server.edge;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 connection: one exchange at a time. Runs on the connection's event loop but what says otherwise.
 *
 * <p>Reading goes on while a request is handled, because that is how a client that goes away is noticed; what a pipelining
 * client sends ahead waits in a short queue, and reading stops when that is full.
 */
final class Http1Server extends ChannelInboundHandlerAdapter implements EdgeServer.Connection {
    private static final Logger LOG = System.getLogger(EdgeServer.class.getName());

    /** Bytes of a body that wait for their reader before reading stops. */
    private static final int BODY_WINDOW = 128 * 1024;

    /** Rest of a body that is read and dropped to keep the connection; beyond, it is closed. Go's server does the same. */
    private static final int DISCARD_LIMIT = 256 * 1024;

    /** How long a client that still sends has to read the answer, before its connection is closed; four times Go's. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** Messages of pipelined requests that wait before reading stops. */
    private static final int PIPELINED_LIMIT = 16;

    private final EdgeServer server;
    private final Peer peer;
    private final ArrayDeque<Object> pipelined = new ArrayDeque<>(0);
    private @Nullable Line line;
    private @Nullable Http1Exchange current;
    private boolean requestComplete;
    private boolean responseComplete;
    private boolean replaying;
    private boolean pausedByBody;
    private boolean pausedByPipeline;

    /** The client does not take what it has been sent: its next request waits until it does. */
    private boolean backedUp;

    private boolean draining;
    private int discarded;

    /** What the client has said that it will send of its body, and not sent yet; 0 when it has not said. */
    private long announced;

    /** There is no next request: the connection ends as soon as the client has sent what it is sending. */
    private boolean ends;

    /** When the connection has waited for too long, while it waits for a request or the rest of one that is answered. */
    private long deadlineNanos;

    Http1Server(EdgeServer server, Peer peer) {
        this.server = server;
        this.peer = peer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        line = Line.of(context, context::flush, server.time());
        // The first request must come as fast as a head must, the next ones may take their time.
        deadlineNanos =
                server.time().nanoTime() + server.config().headerTimeout().toNanos();
        watchDeadline();
        server.opened(this);
    }

    private void watchDeadline() {
        var context = context();
        long left = deadlineNanos - server.time().nanoTime();
        context.executor().schedule(this::checkDeadline, Math.max(left, 1_000_000), TimeUnit.NANOSECONDS);
    }

    private void checkDeadline() {
        var context = context();
        if (!context.channel().isActive() || context.isRemoved()) {
            return;
        }
        if (current != null && !responseComplete) {
            waitFromNow();
        } else if (server.time().nanoTime() - deadlineNanos >= 0) {
            context.close();
            return;
        }
        watchDeadline();
    }

    private void waitFromNow() {
        deadlineNanos = server.time().nanoTime() + server.config().idleTimeout().toNanos();
    }

    @Override
    public Line line() {
        return Objects.requireNonNull(line, "not in a pipeline yet");
    }

    EdgeServer server() {
        return server;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (backedUp || (current != null && requestComplete) || (!pipelined.isEmpty() && !replaying)) {
            pipelined.add(message);
            if (pipelined.size() >= PIPELINED_LIMIT) {
                pausedByPipeline = true;
                updateReading();
            }
            return;
        }
        try {
            if (message instanceof HttpRequest request) {
                begin(context, request);
            }
            if (message instanceof HttpContent content) {
                content(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            refuse(context, request.decoderResult().cause());
            return;
        }
        boolean http10 = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
        boolean bodyless = !HttpUtil.isTransferEncodingChunked(request) && HttpUtil.getContentLength(request, 0L) == 0;
        var body = bodyless ? ByteInbox.NONE : new ByteInbox(BODY_WINDOW, bytes -> submit(this::bodyRead));
        var exchange = new Http1Exchange(
                this,
                peer,
                request.method().name(),
                target(request.uri()),
                convert(request),
                body,
                http10 ? Protocol.HTTP_1_0 : Protocol.HTTP_1_1,
                HttpUtil.isKeepAlive(request) && !draining);
        if (!bodyless && HttpUtil.is100ContinueExpected(request)) {
            body.beforeFirstRead(exchange::sendContinue);
        }
        current = exchange;
        announced = bodyless ? 0 : HttpUtil.getContentLength(request, 0L);
        requestComplete = false;
        responseComplete = false;
        discarded = 0;
        server.dispatch(exchange);
    }

    /** Of an absolute URI, which proxies are sent, the path and query. */
    private static String target(String uri) {
        if (uri.startsWith("/") || uri.equals("*")) {
            return uri;
        }
        int scheme = uri.indexOf("://");
        int path = scheme < 0 ? -1 : uri.indexOf('/', scheme + 3);
        return path < 0 ? "/" : uri.substring(path);
    }

    private static Headers convert(HttpRequest request) {
        String[] pairs = new String[2 * request.headers().size()];
        int count = 0;
        var fields = request.headers().iteratorAsString();
        while (fields.hasNext()) {
            Map.Entry<String, String> field = fields.next();
            pairs[count++] = field.getKey();
            pairs[count++] = field.getValue();
        }
        return Headers.trusted(pairs);
    }

    private void content(HttpContent content) {
        var exchange = current;
        if (exchange == null) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            exchange.clientGone();
            context().close();
            return;
        }
        int bytes = content.content().readableBytes();
        if (bytes > 0) {
            announced -= bytes;
            if (responseComplete) {
                discarded += Math.min(bytes, DISCARD_LIMIT);
                if (discarded > DISCARD_LIMIT && !ends) {
                    end();
                }
            } else if (exchange.body.offer(ByteBufUtil.getBytes(content.content())) == 0) {
                pausedByBody = true;
                updateReading();
            }
        }
        if (content instanceof LastHttpContent) {
            exchange.body.end();
            requestComplete = true;
            if (ends) {
                closeAfterFlush();
            } else {
                nextIfComplete();
            }
        }
    }

    private void bodyRead() {
        pausedByBody = false;
        updateReading();
    }

    private void updateReading() {
        channel().config().setAutoRead(!pausedByBody && !pausedByPipeline && !backedUp);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (backedUp && context.channel().isWritable()) {
            backedUp = false;
            updateReading();
            replay();
        }
        context.fireChannelWritabilityChanged();
    }

    /** The response's last byte has been written. */
    void responseComplete(Http1Exchange exchange, boolean keepAlive) {
        if (exchange != current) {
            return;
        }
        responseComplete = true;
        if (!keepAlive || draining) {
            end();
            return;
        }
        exchange.body.discard();
        waitFromNow();
        bodyRead();
        nextIfComplete();
    }

    /** Whether so much of the body is still to come that the connection will not be kept: the answer says so. */
    boolean leavesTooMuch() {
        return !requestComplete && announced > DISCARD_LIMIT;
    }

    /**
     * Closing while the client still sends would reset the connection before it has read the response: what it sends is read
     * and dropped, until it is done or has had its time.
     */
    private void end() {
        ends = true;
        if (requestComplete) {
            closeAfterFlush();
            return;
        }
        var context = context();
        context.flush();
        var exchange = current;
        if (exchange != null) {
            exchange.body.discard();
        }
        bodyRead();
        waitFromNow();
        context.executor().schedule(() -> context.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeAfterFlush() {
        var context = context();
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> context.close());
    }

    private void nextIfComplete() {
        if (!requestComplete || !responseComplete || replaying) {
            return;
        }
        current = null;
        waitFromNow();
        if (channel().isWritable()) {
            replay();
        } else {
            backedUp = true;
            updateReading();
        }
    }

    private void replay() {
        replaying = true;
        try {
            Object message;
            while (!backedUp && (current == null || !requestComplete) && (message = pipelined.poll()) != null) {
                channelRead(context(), message);
            }
        } finally {
            replaying = false;
        }
        if (pausedByPipeline && pipelined.isEmpty()) {
            pausedByPipeline = false;
            updateReading();
        }
    }

    private void refuse(ChannelHandlerContext context, Throwable cause) {
        int status = cause instanceof TooLongHttpHeaderException
                ? 431
                : cause instanceof TooLongHttpLineException ? 414 : 400;
        LOG.log(Level.DEBUG, () -> context.channel().remoteAddress() + ": " + cause);
        requestComplete = true;
        Http1Exchange.writeRefusal(context, status).addListener(written -> context.close());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        var exchange = current;
        if (exchange != null && !responseComplete) {
            exchange.clientGone();
        }
        Object message;
        while ((message = pipelined.poll()) != null) {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, () -> context.channel().remoteAddress() + ": " + cause);
        context.close();
    }

    @Override
    public void drain() {
        context().executor().execute(() -> {
            draining = true;
            var exchange = current;
            if (exchange == null) {
                context().close();
            } else {
                exchange.drain();
            }
        });
    }

    @Override
    public void force() {
        channel().close();
    }
}
