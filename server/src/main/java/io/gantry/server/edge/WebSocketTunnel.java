package io.gantry.server.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/** Lets the payload of binary messages look like the connection's bytes, and the other way round. */
final class WebSocketTunnel extends ChannelDuplexHandler {
    private boolean closing;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            context.fireChannelRead(message);
            return;
        }
        switch (frame) {
            case PingWebSocketFrame ping ->
                context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case PongWebSocketFrame pong -> {}
            case CloseWebSocketFrame close -> {
                if (!closing) {
                    closing = true;
                    context.writeAndFlush(close.retainedDuplicate()).addListener(written -> context.close());
                } else {
                    context.close();
                }
            }
            default -> context.fireChannelRead(frame.content().retain());
        }
        ReferenceCountUtil.release(frame);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            if (bytes.isReadable()) {
                context.write(new BinaryWebSocketFrame(bytes), promise);
            } else {
                context.write(bytes, promise);
            }
        } else {
            context.write(message, promise);
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (closing || !context.channel().isActive()) {
            context.close(promise);
            return;
        }
        closing = true;
        context.writeAndFlush(new CloseWebSocketFrame(WebSocket.NORMAL, ""))
                .addListener(written -> context.close(promise));
    }
}
