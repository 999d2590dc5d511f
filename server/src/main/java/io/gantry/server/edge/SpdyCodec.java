package io.gantry.server.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyVersion;

/**
 * Netty's SPDY/3.1 frame codec, which stays paused when it is paused. Netty 4.2.18's asks for more after every read: it
 * hands frames on past its base class, which takes that for "nothing decoded yet" and reads on in spite of auto-read being
 * off, so that a client could fill the heap.
 */
final class SpdyCodec extends SpdyFrameCodec {
    SpdyCodec() {
        super(SpdyVersion.SPDY_3_1);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (context.channel().config().isAutoRead()) {
            super.channelReadComplete(context);
        } else {
            discardSomeReadBytes();
            context.fireChannelReadComplete();
        }
    }
}
