package io.gantry.server.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2RemoteFlowController.FlowControlled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The DATA frames that a connection's streams may send, one behind the other in one buffer: Netty would send each as two
 * buffers, with promises of their own, through the whole pipeline. Flow control remains Netty's. On the event loop.
 */
final class DataFrames {
    private static final int HEADER_BYTES = 9;
    private static final byte END_STREAM = 1;

    /** A buffer of this size is handed on, so that the channel's measure of what it holds stays true. */
    private static final int FULL_BYTES = 32 * 1024;

    private static final int LEAST_BYTES = 1024;

    /** What leaves together. */
    private static final class Batch {
        final ByteBuf buffer;
        final ChannelPromise sent;
        final List<Piece> pieces = new ArrayList<>(2);

        Batch(ByteBuf buffer, ChannelPromise sent) {
            this.buffer = buffer;
            this.sent = sent;
        }

        void release() {
            for (Piece piece : pieces) {
                piece.release();
            }
        }
    }

    private final Http2Server connection;
    private @Nullable Batch open;
    private int lastBytes = LEAST_BYTES;

    DataFrames(Http2Server connection) {
        this.connection = connection;
    }

    /** Queues a part of a response's body, of which {@code window}, if somebody waits for it, is told when it has left. */
    void add(Http2Exchange exchange, byte[] bytes, int offset, int length, boolean last, @Nullable SendWindow window) {
        connection
                .encoder()
                .flowController()
                .addFlowControlled(exchange.stream(), new Piece(exchange, bytes, offset, length, last, window));
    }

    /** Hands on what flow control has let through. */
    void write(ChannelHandlerContext context) {
        var batch = open;
        if (batch != null) {
            open = null;
            lastBytes = Math.max(LEAST_BYTES, batch.buffer.readableBytes());
            batch.sent.addListener(done -> batch.release());
            context.write(batch.buffer, batch.sent);
        }
    }

    private Batch batch(ChannelHandlerContext context, int bytes) {
        var batch = open;
        if (batch != null && batch.buffer.readableBytes() >= FULL_BYTES) {
            write(context);
            batch = null;
        }
        if (batch == null) {
            batch = new Batch(context.alloc().directBuffer(Math.max(lastBytes, bytes)), context.newPromise());
            open = batch;
        }
        return batch;
    }

    private final class Piece implements FlowControlled {
        private final Http2Exchange exchange;
        private final byte[] bytes;
        private final boolean last;
        private final @Nullable SendWindow window;
        private final int length;
        private int offset;
        private int left;

        Piece(Http2Exchange exchange, byte[] bytes, int offset, int length, boolean last, @Nullable SendWindow window) {
            this.exchange = exchange;
            this.bytes = bytes;
            this.offset = offset;
            this.length = length;
            this.left = length;
            this.last = last;
            this.window = window;
        }

        /** It has left, or never will. */
        void release() {
            if (window != null) {
                window.release(length);
            }
        }

        @Override
        public int size() {
            return left;
        }

        @Override
        public void write(ChannelHandlerContext context, int allowedBytes) {
            int maxFrame =
                    connection.encoder().configuration().frameSizePolicy().maxFrameSize();
            int allowed = Math.min(left, allowedBytes);
            do {
                int count = Math.min(allowed, maxFrame);
                var buffer = batch(context, HEADER_BYTES + count).buffer;
                buffer.writeMedium(count);
                buffer.writeByte(Http2FrameTypes.DATA);
                buffer.writeByte(last && count == left ? END_STREAM : 0);
                buffer.writeInt(exchange.stream().id());
                buffer.writeBytes(bytes, offset, count);
                offset += count;
                left -= count;
                allowed -= count;
            } while (allowed > 0);
        }

        @Override
        public void writeComplete() {
            var batch = open;
            if (batch == null) {
                throw new IllegalStateException("what is complete has just been written");
            }
            batch.pieces.add(this);
            if (last) {
                exchange.lastWritten(batch.sent);
            }
        }

        @Override
        public void error(ChannelHandlerContext context, Throwable cause) {
            release();
            connection.onError(context, true, cause);
        }

        @Override
        public boolean merge(ChannelHandlerContext context, FlowControlled next) {
            return false;
        }
    }
}
