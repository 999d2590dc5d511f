package io.gantry.server.edge;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.spdy.DefaultSpdyGoAwayFrame;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynReplyFrame;
import io.netty.handler.codec.spdy.DefaultSpdyWindowUpdateFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyGoAwayFrame;
import io.netty.handler.codec.spdy.SpdyHeadersFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdySessionStatus;
import io.netty.handler.codec.spdy.SpdySettingsFrame;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import io.netty.handler.codec.spdy.SpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyWindowUpdateFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The {@link SpdyConnection} at the end of a pipeline with Netty's SPDY/3.1 frame codec.
 *
 * <p>Flow control: kubectl's SPDY (spdystream) knows no windows. It neither opens nor heeds them and relies on TCP, one
 * slow stream holding up the others; windows taken at their word would stall it after 64 kB. So what we send is bounded by
 * the socket ({@link SendWindow}); what we receive by a buffer for each stream, past which the connection is not read.
 * A client that speaks of windows itself (SETTINGS, WINDOW_UPDATE) gets its credit back at once, as that buffer is the
 * bound.
 */
final class SpdySession extends SimpleChannelInboundHandler<SpdyFrame> implements SpdyConnection {
    private static final Logger LOG = System.getLogger(EdgeServer.class.getName());

    /** Streams of one connection at a time. A browser behind port-forward opens a few dozen connections, two streams each. */
    private static final int MAX_STREAMS = 1000;

    private final Http1Exchange exchange;
    private final Inbox<SpdyStream> accepted = new Inbox<>(MAX_STREAMS * 2, () -> {});
    private final Map<Integer, SpdyStreamImpl> streams = new ConcurrentHashMap<>();
    private final Ending ending = new Ending();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile @Nullable Outbound outbound;
    private volatile @Nullable ChannelHandlerContext context;
    private volatile long lastReadNanos;
    private int lastStreamId;
    private int pausedStreams;
    private int nextPing = 2;
    private boolean clientHasWindows;

    SpdySession(Http1Exchange exchange) {
        this.exchange = exchange;
        this.lastReadNanos = exchange.server.time().nanoTime();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        this.outbound = new Outbound(context, context::flush);
    }

    ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "the upgrade has not happened");
    }

    void submit(Runnable write) throws IOException {
        Objects.requireNonNull(outbound, "the upgrade has not happened").submit(write);
    }

    int sendLimit() {
        return exchange.server.config().streamBufferBytes();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        lastReadNanos = exchange.server.time().nanoTime();
        super.channelRead(context, message);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, SpdyFrame frame) {
        switch (frame) {
            case SpdySynStreamFrame opening -> opened(context, opening);
            case SpdySynReplyFrame reply -> {} // we open no streams
            case SpdyHeadersFrame more -> {
                if (more.isLast()) {
                    remoteEnd(streams.get(more.streamId()));
                }
            }
            case SpdyDataFrame data -> received(context, data);
            case SpdyRstStreamFrame reset -> {
                var stream = streams.remove(reset.streamId());
                if (stream != null) {
                    stream.broken(new IOException("the client reset the stream: " + reset.status()));
                }
            }
            case SpdyPingFrame ping -> {
                if (ping.id() % 2 != 0) { // even ones are answers to ours
                    context.writeAndFlush(new DefaultSpdyPingFrame(ping.id()));
                }
            }
            case SpdyGoAwayFrame away -> {
                accepted.end();
                ending.peerIsDone();
            }
            case SpdySettingsFrame settings ->
                clientHasWindows |= settings.isSet(SpdySettingsFrame.SETTINGS_INITIAL_WINDOW_SIZE);
            case SpdyWindowUpdateFrame update -> clientHasWindows = true;
            default -> LOG.log(Level.DEBUG, () -> "SPDY frame of another type: " + frame);
        }
    }

    private void opened(ChannelHandlerContext context, SpdySynStreamFrame opening) {
        int id = opening.streamId();
        if (opening.isInvalid() || opening.isTruncated() || id <= lastStreamId || id % 2 == 0) {
            reset(context, id, SpdyStreamStatus.PROTOCOL_ERROR);
            return;
        }
        lastStreamId = id;
        if (closing.get() || accepted.finished() || streams.size() >= MAX_STREAMS) {
            reset(context, id, SpdyStreamStatus.REFUSED_STREAM);
            return;
        }
        var headers = Headers.builder();
        opening.headers()
                .forEach(field ->
                        headers.add(field.getKey().toString(), field.getValue().toString()));
        var stream = new SpdyStreamImpl(this, id, headers.build());
        streams.put(id, stream);
        var reply = new DefaultSpdySynReplyFrame(id);
        // Netty leaves an empty header block out altogether, which spdystream waits for: so it gets one field.
        reply.headers().set("accepted", "true");
        context.writeAndFlush(reply);
        if (opening.isLast()) {
            remoteEnd(stream);
        }
        if (opening.isUnidirectional()) {
            stream.localEnded();
        }
        accepted.offer(stream, 1);
    }

    private void received(ChannelHandlerContext context, SpdyDataFrame data) {
        var stream = streams.get(data.streamId());
        if (stream == null) {
            reset(context, data.streamId(), SpdyStreamStatus.INVALID_STREAM);
            return;
        }
        int length = data.content().readableBytes();
        if (length > 0) {
            if (stream.offer(ByteBufUtil.getBytes(data.content())) && ++pausedStreams == 1) {
                context.channel().config().setAutoRead(closing.get());
            }
            if (clientHasWindows) {
                context.write(new DefaultSpdyWindowUpdateFrame(0, length));
                if (!data.isLast()) {
                    context.write(new DefaultSpdyWindowUpdateFrame(data.streamId(), length));
                }
                context.flush();
            }
        }
        if (data.isLast()) {
            remoteEnd(stream);
        }
    }

    private void remoteEnd(@Nullable SpdyStreamImpl stream) {
        if (stream != null) {
            stream.remoteEnded();
        }
    }

    private static void reset(ChannelHandlerContext context, int id, SpdyStreamStatus status) {
        context.writeAndFlush(new DefaultSpdyRstStreamFrame(id, status));
    }

    /** A stream whose buffer was full has room again. On the event loop. */
    void unpaused() {
        if (--pausedStreams == 0) {
            context().channel().config().setAutoRead(true);
        }
    }

    /** Both directions have ended. */
    void ended(SpdyStreamImpl stream) {
        streams.remove(stream.id());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        exchange.clientGone();
        if (closing.get()) {
            accepted.end();
        } else {
            accepted.fail(SendWindow.gone());
        }
        for (SpdyStreamImpl stream : streams.values()) {
            stream.broken(SendWindow.gone());
        }
        streams.clear();
        ending.peerIsDone();
    }

    /** Nothing has come for a while: a ping shows a client that is gone even while reading is paused. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            writePing(context);
            context.flush();
        } else {
            super.userEventTriggered(context, event);
        }
    }

    private void writePing(ChannelHandlerContext context) {
        context.write(new DefaultSpdyPingFrame(nextPing));
        nextPing = nextPing >= Integer.MAX_VALUE - 2 ? 2 : nextPing + 2;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, () -> context.channel().remoteAddress() + ": SPDY: " + cause);
        accepted.fail(new IOException("the client broke the SPDY protocol: " + cause.getMessage(), cause));
        context.close();
    }

    @Override
    public @Nullable SpdyStream acceptStream() throws IOException, InterruptedException {
        return accepted.take();
    }

    @Override
    public @Nullable SpdyStream acceptStream(Duration timeout) throws IOException, InterruptedException {
        return accepted.poll(timeout);
    }

    @Override
    public void ping() throws IOException {
        submit(() -> writePing(context()));
    }

    @Override
    public Duration idle() {
        return Duration.ofNanos(exchange.server.time().nanoTime() - lastReadNanos);
    }

    @Override
    public boolean closed() {
        return accepted.finished();
    }

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        var context = context();
        try {
            submit(() -> {
                context.channel().config().setAutoRead(true);
                context.write(new DefaultSpdyGoAwayFrame(lastStreamId, SpdySessionStatus.OK))
                        .addListener(written -> ending.sent());
            });
            ending.await();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> context.channel().remoteAddress() + ": SPDY: no orderly close", e);
        } finally {
            accepted.end();
            context.channel().close();
        }
    }
}
