package io.gantry.server.encryption;

import io.gantry.api.types.Bytes;
import io.gantry.base.Time;
import io.gantry.server.metrics.EnvelopeMetrics;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks a KMS plugin by gRPC over a unix-domain socket. It connects on first use and again whenever it must; a call waits for
 * the connection as long as for the answer. Thread-safe.
 */
final class KmsClient implements KmsService {
    private static final MethodDescriptor<byte[], byte[]> STATUS = method("Status");
    private static final MethodDescriptor<byte[], byte[]> ENCRYPT = method("Encrypt");
    private static final MethodDescriptor<byte[], byte[]> DECRYPT = method("Decrypt");

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("kms", true), NioIoHandler.newFactory());
    private final @Nullable AbstractRelay relay;
    private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();
    private final ManagedChannel channel;
    private final Duration timeout;
    private final Time time;
    private final EnvelopeMetrics.Provider metrics;

    /** @param timeout of one call */
    KmsClient(KmsSocket socket, Duration timeout, Time time, EnvelopeMetrics.Provider metrics) {
        this.timeout = timeout;
        this.time = time;
        this.metrics = metrics;
        Path path;
        switch (socket) {
            case KmsSocket.File file -> {
                this.relay = null;
                path = file.path();
            }
            case KmsSocket.Abstract named -> {
                this.relay = AbstractRelay.to(named.name());
                path = relay.socket();
            }
        }
        this.channel = NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(path))
                .channelType(NioDomainSocketChannel.class)
                .eventLoopGroup(loop)
                .executor(callbacks)
                .offloadExecutor(callbacks)
                .overrideAuthority("localhost")
                .usePlaintext()
                // Null takes away what gRPC sets for TCP, which a unix-domain socket would warn of at every connection.
                .withOption(ChannelOption.SO_KEEPALIVE, null)
                .build();
    }

    /** Messages are written and read by {@link Wire}, so that gRPC sees bytes. */
    static MethodDescriptor<byte[], byte[]> method(String name) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName("v2.KeyManagementService", name))
                .setRequestMarshaller(new Plain())
                .setResponseMarshaller(new Plain())
                .build();
    }

    private static final class Plain implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Status status() throws IOException {
        Wire.Fields answer = Wire.read(call(STATUS, new byte[0]), 0, 0);
        return new Status(answer.text(1), answer.text(2), answer.text(3));
    }

    @Override
    public Encrypted encrypt(String uid, byte[] plain) throws IOException {
        byte[] request = new Wire.Writer().bytes(1, plain).text(2, uid).done();
        Wire.Fields answer = Wire.read(call(ENCRYPT, request), 0, 3);
        return new Encrypted(Bytes.ofOwned(answer.bytes(1)), answer.text(2), answer.map(3));
    }

    @Override
    public byte[] decrypt(String uid, Encrypted encrypted) throws IOException {
        byte[] request = new Wire.Writer()
                .bytes(1, encrypted.ciphertext().shared())
                .text(2, uid)
                .text(3, encrypted.keyId())
                .map(4, encrypted.annotations())
                .done();
        return Wire.read(call(DECRYPT, request), 0, 0).bytes(1);
    }

    private byte[] call(MethodDescriptor<byte[], byte[]> method, byte[] request) throws IOException {
        // gRPC's own pause between attempts grows to two minutes, for networks, not for this.
        channel.resetConnectBackoff();
        CallOptions options =
                CallOptions.DEFAULT.withWaitForReady().withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
        long began = time.nanoTime();
        Code code = Code.UNKNOWN;
        try {
            byte[] answer = ClientCalls.blockingUnaryCall(channel, method, options, request);
            code = Code.OK;
            return answer;
        } catch (StatusRuntimeException e) {
            code = e.getStatus().getCode();
            throw new IOException(text(e.getStatus()), e);
        } finally {
            metrics.called("/" + method.getFullMethodName(), name(code), time.nanoTime() - began);
        }
    }

    /** The first line of the description: after it come a failed connection's stack traces. */
    private static String text(io.grpc.Status status) {
        String description = status.getDescription();
        return "rpc error: code = " + name(status.getCode()) + " desc = "
                + (description == null ? "" : description.lines().findFirst().orElse(""));
    }

    /** As Go writes it. */
    private static String name(Code code) {
        if (code == Code.OK) {
            return "OK";
        }
        if (code == Code.CANCELLED) {
            return "Canceled";
        }
        StringBuilder name = new StringBuilder();
        for (String word : code.name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        if (relay != null) {
            relay.close();
        }
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        callbacks.shutdown();
    }
}
