package io.gantry.server.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The {@link RawConnection} at the end of a pipeline without codecs. */
final class RawChannel extends ChannelInboundHandlerAdapter implements RawConnection {
    private static final Logger LOG = System.getLogger(EdgeServer.class.getName());

    private final Http1Exchange exchange;
    private final ByteInbox inbox;
    private final SendWindow window;
    private volatile @Nullable Outbound outbound;
    private volatile @Nullable ChannelHandlerContext context;

    RawChannel(Http1Exchange exchange) {
        this.exchange = exchange;
        int bytes = exchange.server.config().streamBufferBytes();
        this.inbox = new ByteInbox(bytes, read -> resume());
        this.window = new SendWindow(bytes);
    }

    private void resume() {
        var known = context;
        if (known != null) {
            known.executor().execute(() -> known.channel().config().setAutoRead(true));
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        this.context = added;
        this.outbound = new Outbound(added, added::flush);
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        try {
            if (message instanceof ByteBuf bytes
                    && bytes.isReadable()
                    && inbox.offer(ByteBufUtil.getBytes(bytes)) == 0) {
                reading.channel().config().setAutoRead(false);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ending) {
        inbox.end();
        window.close();
        exchange.clientGone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failing, Throwable cause) {
        LOG.log(Level.DEBUG, () -> failing.channel().remoteAddress() + ": upgraded: " + cause);
        failing.close();
    }

    @Override
    public InputStream in() {
        return inbox;
    }

    @Override
    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                window.acquire(length);
                byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
                submit(() ->
                        opened().write(Unpooled.wrappedBuffer(copy)).addListener(written -> window.release(length)));
            }
        };
    }

    private ChannelHandlerContext opened() {
        return Objects.requireNonNull(context, "the upgrade has not happened");
    }

    private void submit(Runnable write) throws IOException {
        Objects.requireNonNull(outbound, "the upgrade has not happened").submit(write);
    }

    @Override
    public void close() {
        try {
            submit(() -> opened().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the server has stopped, and its connections with it", e);
        }
    }
}
