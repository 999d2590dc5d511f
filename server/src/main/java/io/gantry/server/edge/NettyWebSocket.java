package io.gantry.server.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The {@link WebSocket} at the end of a pipeline of Netty's frame codecs. */
final class NettyWebSocket extends SimpleChannelInboundHandler<WebSocketFrame> implements WebSocket {
    private static final Logger LOG = System.getLogger(EdgeServer.class.getName());

    /** How long a client that broke the protocol may take to read why. */
    private static final long REASON_SECONDS = 2;

    private final Http1Exchange exchange;
    private final String subprotocol;
    private final Inbox<Message> inbox;
    private final Ending ending = new Ending();
    private final SendWindow window;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Outbound outbound;
    private volatile @Nullable ChannelHandlerContext context;
    private volatile long lastReadNanos;

    NettyWebSocket(Http1Exchange exchange, String subprotocol) {
        this.exchange = exchange;
        this.subprotocol = subprotocol;
        var config = exchange.server.config();
        this.inbox = new Inbox<>(Math.max(config.maxMessageBytes(), config.streamBufferBytes()), this::resume);
        this.window = new SendWindow(config.streamBufferBytes());
        this.lastReadNanos = exchange.server.time().nanoTime();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        this.outbound = new Outbound(context, context::flush);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        lastReadNanos = exchange.server.time().nanoTime();
        super.channelRead(context, message);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> received(context, new Message(true, ByteBufUtil.getBytes(text.content())));
            case BinaryWebSocketFrame binary ->
                received(context, new Message(false, ByteBufUtil.getBytes(binary.content())));
            case PingWebSocketFrame ping ->
                context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case PongWebSocketFrame pong -> {}
            case CloseWebSocketFrame close -> {
                inbox.end();
                ending.peerIsDone();
                if (closed.compareAndSet(false, true)) {
                    // The client closes; what we still send would have no reader.
                    window.close();
                    int code = close.statusCode();
                    context.writeAndFlush(code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, ""))
                            .addListener(written -> context.close());
                }
            }
            default -> throw new IllegalStateException("the aggregator joins fragments: " + frame);
        }
    }

    private void received(ChannelHandlerContext context, Message message) {
        // Empty messages count as well, or a client could queue any number of them.
        if (!inbox.offer(message, message.data().length + 64)) {
            context.channel().config().setAutoRead(closed.get());
        }
    }

    private void resume() {
        var context = this.context;
        if (context != null) {
            context.executor().execute(() -> context.channel().config().setAutoRead(true));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        exchange.clientGone();
        inbox.fail(SendWindow.gone());
        window.close();
        ending.peerIsDone();
    }

    /** Nothing has come for a while: a ping shows a client that is gone even while reading is paused. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            context.writeAndFlush(new PingWebSocketFrame());
        } else {
            super.userEventTriggered(context, event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, () -> context.channel().remoteAddress() + ": WebSocket: " + cause);
        if (!(cause instanceof CodecException)) {
            context.close();
            return;
        }
        inbox.fail(new IOException("the client broke the WebSocket protocol: " + cause.getMessage(), cause));
        if (closed.compareAndSet(false, true)) {
            window.close();
            var code = switch (cause) {
                case CorruptedWebSocketFrameException corrupted -> corrupted.closeStatus();
                case TooLongFrameException tooLong -> WebSocketCloseStatus.MESSAGE_TOO_BIG;
                default -> WebSocketCloseStatus.PROTOCOL_ERROR;
            };
            // A client in the middle of sending would lose the reason if the connection ended at once.
            context.channel().config().setAutoRead(true);
            context.writeAndFlush(new CloseWebSocketFrame(code));
            context.executor().schedule(() -> context.close(), REASON_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public String subprotocol() {
        return subprotocol;
    }

    @Override
    public @Nullable Message receive() throws IOException, InterruptedException {
        return inbox.take();
    }

    @Override
    public void sendBinary(byte[] bytes) throws IOException {
        send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
    }

    @Override
    public void sendBinary(byte prefix, byte[] bytes, int offset, int length) throws IOException {
        byte[] message = new byte[length + 1];
        message[0] = prefix;
        System.arraycopy(bytes, offset, message, 1, length);
        sendBinary(message);
    }

    @Override
    public void sendText(byte[] utf8) throws IOException {
        ByteBuf content = Unpooled.wrappedBuffer(utf8);
        send(new TextWebSocketFrame(content));
    }

    @Override
    public void ping() throws IOException {
        send(new PingWebSocketFrame());
    }

    private void send(WebSocketFrame frame) throws IOException {
        int length = frame.content().readableBytes() + 64;
        window.acquire(length);
        submit(() -> {
            var context = this.context;
            if (context == null || closed.get()) {
                window.release(length);
            } else {
                context.write(frame).addListener(written -> window.release(length));
            }
        });
    }

    private void submit(Runnable write) throws IOException {
        var out = outbound;
        if (out == null) {
            throw new IllegalStateException("the upgrade has not happened");
        }
        out.submit(write);
    }

    @Override
    public Duration idle() {
        return Duration.ofNanos(exchange.server.time().nanoTime() - lastReadNanos);
    }

    @Override
    public void close(int code, String reason) {
        var context = this.context;
        if (context == null) {
            return;
        }
        try {
            // Behind what was sent before, in the same queue.
            submit(() -> {
                if (closed.compareAndSet(false, true)) {
                    context.channel().config().setAutoRead(true);
                    context.write(new CloseWebSocketFrame(code, reason)).addListener(written -> ending.sent());
                } else {
                    ending.sent();
                }
            });
            ending.await();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> context.channel().remoteAddress() + ": WebSocket: no orderly close", e);
        } finally {
            inbox.end();
            window.close();
            context.channel().close();
        }
    }
}
