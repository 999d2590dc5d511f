package io.gantry.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.node.health.v1.HealthCheckRequest;
import io.gantry.node.health.v1.HealthCheckResponse;
import io.gantry.node.health.v1.HealthCheckResponse.ServingStatus;
import io.gantry.node.health.v1.HealthGrpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against real gRPC servers; the words are the kubelet's. */
@Timeout(60)
class GrpcHealthTest {
    private static final String HOST = "127.0.0.1";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private @Nullable Server server;

    /** Knows the service {@code well} and the one without a name; never answers for {@code slow}. */
    private static final class Health extends HealthGrpc.HealthImplBase {
        @Override
        public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answer) {
            switch (request.getService()) {
                case "", "well" -> answer(answer, ServingStatus.SERVING);
                case "ill" -> answer(answer, ServingStatus.NOT_SERVING);
                case "slow" -> {
                    // The deadline of who asks ends the call.
                }
                default ->
                    answer.onError(
                            Status.NOT_FOUND.withDescription("unknown service").asRuntimeException());
            }
        }

        private static void answer(StreamObserver<HealthCheckResponse> answer, ServingStatus status) {
            answer.onNext(HealthCheckResponse.newBuilder().setStatus(status).build());
            answer.onCompleted();
        }
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.shutdownNow();
        }
    }

    private int serve(boolean health) throws IOException {
        var builder = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        if (health) {
            builder.addService(new Health());
        }
        server = builder.build().start();
        return server.getPort();
    }

    @Test
    void serving() throws IOException {
        int port = serve(true);

        assertThat(GrpcHealth.ask(HOST, port, "", LONG)).isEqualTo(new ProbeRunner.Answer(true, "service healthy"));
        assertThat(GrpcHealth.ask(HOST, port, "well", LONG).well()).isTrue();
    }

    @Test
    void notServing() throws IOException {
        assertThat(GrpcHealth.ask(HOST, serve(true), "ill", LONG))
                .isEqualTo(new ProbeRunner.Answer(false, "service unhealthy (responded with \"NOT_SERVING\")"));
    }

    @Test
    void anUnknownService() throws IOException {
        assertThat(GrpcHealth.ask(HOST, serve(true), "other", LONG))
                .isEqualTo(new ProbeRunner.Answer(false, "error: health rpc probe failed: unknown service"));
    }

    @Test
    void aServerWithoutTheProtocol() throws IOException {
        assertThat(GrpcHealth.ask(HOST, serve(false), "", LONG).message())
                .startsWith("error: this server does not implement the grpc health protocol (grpc.health.v1.Health): ");
    }

    @Test
    void aServiceThatDoesNotAnswer() throws IOException {
        assertThat(GrpcHealth.ask(HOST, serve(true), "slow", SHORT))
                .isEqualTo(new ProbeRunner.Answer(false, "timeout: health rpc did not complete within 1s"));
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(GrpcHealth.ask(HOST, port, "", SHORT))
                .isEqualTo(new ProbeRunner.Answer(
                        false,
                        "timeout: failed to connect service \"127.0.0.1:" + port
                                + "\" within 1s: context deadline exceeded"));
    }
}
