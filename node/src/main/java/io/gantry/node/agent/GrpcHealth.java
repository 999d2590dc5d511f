package io.gantry.node.agent;

import io.gantry.node.health.v1.HealthCheckRequest;
import io.gantry.node.health.v1.HealthCheckResponse;
import io.gantry.node.health.v1.HealthGrpc;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks a server by the gRPC health checking protocol, over a connection of its own. */
final class GrpcHealth {
    private GrpcHealth() {}

    static ProbeRunner.Answer ask(String host, int port, String service, Duration limit) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(host, port)
                .usePlaintext()
                .userAgent("kube-probe/1.36")
                .build();
        try {
            HealthCheckResponse response = HealthGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .check(HealthCheckRequest.newBuilder().setService(service).build());
            return response.getStatus() == HealthCheckResponse.ServingStatus.SERVING
                    ? new ProbeRunner.Answer(true, "service healthy")
                    : new ProbeRunner.Answer(
                            false,
                            "service unhealthy (responded with \""
                                    + response.getStatus().name() + "\")");
        } catch (StatusRuntimeException e) {
            return switch (e.getStatus().getCode()) {
                case UNIMPLEMENTED ->
                    new ProbeRunner.Answer(
                            false,
                            "error: this server does not implement the grpc health protocol (grpc.health.v1.Health): "
                                    + e.getStatus().getDescription());
                // Go's client tries to connect until the time is over; the words are those of that end.
                case UNAVAILABLE -> new ProbeRunner.Answer(false, unconnected(host, port, limit));
                case DEADLINE_EXCEEDED ->
                    new ProbeRunner.Answer(
                            false,
                            channel.getState(false) == ConnectivityState.READY
                                    ? "timeout: health rpc did not complete within " + limit.toSeconds() + "s"
                                    : unconnected(host, port, limit));
                default ->
                    new ProbeRunner.Answer(
                            false,
                            "error: health rpc probe failed: " + e.getStatus().getDescription());
            };
        } finally {
            channel.shutdownNow();
        }
    }

    private static String unconnected(String host, int port, Duration limit) {
        return "timeout: failed to connect service \"" + host + ":" + port + "\" within " + limit.toSeconds()
                + "s: context deadline exceeded";
    }
}
