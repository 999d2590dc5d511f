package io.gantry.bench;

import io.gantry.base.FileTree;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's etcd, one member on the loopback device, over gRPC. The two messages needed are written out by hand. */
final class EtcdPeer implements AutoCloseable {
    private static final int START_SECONDS = 20;
    private static final MethodDescriptor<byte[], byte[]> PUT = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodType.UNARY)
            .setFullMethodName("etcdserverpb.KV/Put")
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();

    private final Process process;
    private final ManagedChannel channel;
    private final Path directory;

    private EtcdPeer(Process process, ManagedChannel channel, Path directory) {
        this.process = process;
        this.channel = channel;
        this.directory = directory;
    }

    static EtcdPeer start(Context context) throws IOException, InterruptedException {
        Debian.install(context, "etcd-server");
        int port = Ports.free();
        int peerPort = Ports.free();
        var directory = context.scratch("etcd");
        var client = "http://127.0.0.1:" + port;
        var process = new ProcessBuilder(
                        "etcd",
                        "--data-dir=" + directory.resolve("data"),
                        "--listen-client-urls=" + client,
                        "--advertise-client-urls=" + client,
                        "--listen-peer-urls=http://127.0.0.1:" + peerPort,
                        "--initial-advertise-peer-urls=http://127.0.0.1:" + peerPort,
                        "--initial-cluster=default=http://127.0.0.1:" + peerPort,
                        "--log-level=error")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("etcd.txt").toFile())
                .start();
        var channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        var etcd = new EtcdPeer(process, channel, directory);
        for (int attempt = 0; ; attempt++) {
            try {
                etcd.put("ready", new byte[] {1});
                return etcd;
            } catch (StatusRuntimeException notYet) {
                if (attempt >= START_SECONDS * 10 || process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    etcd.close();
                    throw new NotPossible("etcd did not start: " + notYet.getMessage());
                }
            }
        }
    }

    /** Returns once the write is durable. */
    void put(String key, byte[] value) {
        var message = new ByteArrayOutputStream(value.length + key.length() + 8);
        field(message, 1, key.getBytes(StandardCharsets.UTF_8));
        field(message, 2, value);
        ClientCalls.blockingUnaryCall(channel, PUT, CallOptions.DEFAULT, message.toByteArray());
    }

    private static void field(ByteArrayOutputStream message, int number, byte[] value) {
        message.write((number << 3) | 2);
        for (int length = value.length; ; length >>>= 7) {
            message.write(length < 128 ? length : (length & 127) | 128);
            if (length < 128) {
                break;
            }
        }
        message.writeBytes(value);
    }

    @Override
    public void close() throws IOException {
        channel.shutdownNow();
        process.destroyForcibly();
        process.onExit().join();
        FileTree.delete(directory);
    }

    private static final class Bytes implements Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
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
}
