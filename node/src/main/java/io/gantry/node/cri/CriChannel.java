package io.gantry.node.cri;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A gRPC channel to a unix-domain socket on Netty's NIO transport, with one I/O thread of its own. It connects on first use
 * and again whenever it must; thread safe.
 */
public final class CriChannel implements AutoCloseable {
    /** containerd's own limit for messages in both directions. */
    private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private static final int CLOSE_SECONDS = 2;

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("cri", true), NioIoHandler.newFactory());
    private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();
    private final ManagedChannel channel;

    public CriChannel(Path socket) {
        channel = NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                .channelType(NioDomainSocketChannel.class)
                .eventLoopGroup(loop)
                .executor(callbacks)
                .offloadExecutor(callbacks)
                .overrideAuthority("localhost")
                .usePlaintext()
                // Null takes away what gRPC sets for TCP, which a unix-domain socket would warn of at every connection.
                .withOption(ChannelOption.SO_KEEPALIVE, null)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .build();
    }

    public ManagedChannel channel() {
        return channel;
    }

    /** After a failure: the next call connects at once. gRPC's own pause grows to two minutes, for networks, not for this. */
    void retryNow() {
        channel.resetConnectBackoff();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            if (!channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                System.getLogger(CriChannel.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "calls to the container runtime did not end when their channel closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        callbacks.shutdown();
    }
}
