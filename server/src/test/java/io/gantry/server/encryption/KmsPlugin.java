package io.gantry.server.encryption;

import io.gantry.api.types.Bytes;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A KMS plugin that has its keys in memory, on a unix-domain socket or an abstract one. */
final class KmsPlugin implements AutoCloseable {
    private static final String SALT = "salt.kms.example.com";

    final AtomicInteger encrypted = new AtomicInteger();
    final AtomicInteger decrypted = new AtomicInteger();
    volatile String keyId = "key-1";
    volatile String health = "ok";

    private final Map<String, Sealer> keys = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final EventLoopGroup loop;
    private final KmsSocket socket;
    private Server server;

    private interface Method {
        byte[] answer(byte[] request) throws IOException, GeneralSecurityException;
    }

    KmsPlugin(KmsSocket socket) throws IOException {
        this.socket = socket;
        this.loop = new MultiThreadIoEventLoopGroup(
                1, socket instanceof KmsSocket.Abstract ? AbstractSockets.handler() : NioIoHandler.newFactory());
        this.server = start();
    }

    private Server start() throws IOException {
        NettyServerBuilder builder = switch (socket) {
            case KmsSocket.File file ->
                NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(file.path()))
                        .channelType(NioServerDomainSocketChannel.class);
            case KmsSocket.Abstract named ->
                NettyServerBuilder.forAddress(AbstractSockets.address(named.name()))
                        .channelType(EpollServerDomainSocketChannel.class);
        };
        return builder.bossEventLoopGroup(loop)
                .workerEventLoopGroup(loop)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .addService(ServerServiceDefinition.builder("v2.KeyManagementService")
                        .addMethod(method("Status"), handler(_ -> status()))
                        .addMethod(method("Encrypt"), handler(this::encrypt))
                        .addMethod(method("Decrypt"), handler(this::decrypt))
                        .build())
                .build()
                .start();
    }

    private void removeFile() throws IOException {
        if (socket instanceof KmsSocket.File file) {
            Files.deleteIfExists(file.path());
        }
    }

    private static MethodDescriptor<byte[], byte[]> method(String name) {
        return KmsClient.method(name);
    }

    private static ServerCallHandler<byte[], byte[]> handler(Method method) {
        return ServerCalls.asyncUnaryCall((request, observer) -> {
            try {
                observer.onNext(method.answer(request));
                observer.onCompleted();
            } catch (IOException | GeneralSecurityException e) {
                observer.onError(Status.INTERNAL.withDescription(e.getMessage()).asRuntimeException());
            }
        });
    }

    private byte[] status() {
        return new Wire.Writer().text(1, "v2").text(2, health).text(3, keyId).done();
    }

    private Sealer key(String id) {
        return keys.computeIfAbsent(id, _ -> {
            byte[] key = new byte[32];
            random.nextBytes(key);
            return new AesGcm(key, random);
        });
    }

    private byte[] encrypt(byte[] request) throws IOException {
        encrypted.incrementAndGet();
        Wire.Fields fields = Wire.read(request, 0, 0);
        byte[] salt = new byte[4];
        random.nextBytes(salt);
        byte[] sealed = key(keyId).seal(new byte[0], fields.bytes(1), salt);
        return new Wire.Writer()
                .bytes(1, sealed)
                .text(2, keyId)
                .map(3, Map.of(SALT, Bytes.ofOwned(salt)))
                .done();
    }

    private byte[] decrypt(byte[] request) throws IOException, GeneralSecurityException {
        decrypted.incrementAndGet();
        Wire.Fields fields = Wire.read(request, 0, 4);
        if (!keys.containsKey(fields.text(3))) {
            throw new IOException("no key " + fields.text(3));
        }
        byte[] salt = fields.map(4).getOrDefault(SALT, Bytes.EMPTY).toByteArray();
        byte[] plain = key(fields.text(3)).open(fields.bytes(1), 0, salt);
        return new Wire.Writer().bytes(1, plain).done();
    }

    void forget(String id) {
        keys.remove(id);
    }

    void stop() throws IOException, InterruptedException {
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        removeFile();
    }

    void restart() throws IOException {
        server = start();
    }

    @Override
    public void close() throws IOException {
        server.shutdownNow();
        removeFile();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
