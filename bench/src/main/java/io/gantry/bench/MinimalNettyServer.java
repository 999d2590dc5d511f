package io.gantry.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The least that a server in Java can be: Netty's HTTP/1.1 codec and an empty answer, without TLS. Runs until it is killed. */
final class MinimalNettyServer {
    private MinimalNettyServer() {}

    /** @param arguments the port; a second one ends the process after the first answer, for the training run */
    public static void main(String[] arguments) throws InterruptedException {
        var training = arguments.length > 1;
        var loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        var server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new Empty(training));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])))
                .sync()
                .channel();
        server.closeFuture().sync();
        loops.shutdownGracefully().sync();
    }

    /** Answers every request with nothing. */
    static final class Empty extends SimpleChannelInboundHandler<HttpRequest> {
        private final boolean last;

        Empty(boolean last) {
            this.last = last;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpRequest request) {
            var answer =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
            answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
            context.writeAndFlush(answer).addListener(written -> {
                if (last) {
                    context.channel().parent().close();
                }
            });
        }
    }
}
