package io.gantry.server.stream;

import io.gantry.client.node.Duplex;
import io.gantry.client.node.NodeApi;
import io.gantry.client.node.PodRef;
import io.gantry.server.edge.EdgeException;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import io.gantry.server.edge.SpdyConnection;
import java.io.IOException;
import java.util.List;

/**
 * Serves a pod's {@code portforward} subresource: SPDY/3.1 (kubectl up to 1.30), SPDY frames tunnelled in WebSocket
 * messages (kubectl since 1.31), and the channel protocol of WebSocket with a fixed list of ports (other clients).
 */
public final class PortForwardBridge {
    private static final String PROTOCOL = "portforward.k8s.io";
    private static final String TUNNEL = "SPDY/3.1+" + PROTOCOL;

    private PortForwardBridge() {}

    /**
     * Returns when the client is done or gone.
     *
     * @throws EdgeException when there is no upgrade or no common protocol: an ordinary HTTP answer
     */
    public static void serve(Exchange exchange, PodRef pod, NodeApi node) throws IOException {
        Connector connector = port -> node.portForward(pod, port);
        if (exchange.wantsWebSocket() && exchange.offeredSubprotocols().contains(TUNNEL)) {
            forward(exchange, exchange.acceptSpdyTunnel(TUNNEL), connector, pod);
        } else if (exchange.wantsWebSocket()) {
            PortForwardChannels.serve(exchange, connector, pod);
        } else if (exchange.wantsSpdy()) {
            var offered = exchange.headers().elements("X-Stream-Protocol-Version");
            if (!offered.isEmpty() && !offered.contains(PROTOCOL)) {
                SpdyTerminal.refuse(exchange, offered, List.of(PROTOCOL));
                return;
            }
            var answer = offered.isEmpty() ? Headers.empty() : Headers.of("X-Stream-Protocol-Version", PROTOCOL);
            forward(exchange, exchange.acceptSpdy(answer), connector, pod);
        } else {
            throw new EdgeException(400, "Upgrade request required");
        }
    }

    private static void forward(Exchange exchange, SpdyConnection connection, Connector connector, PodRef pod)
            throws IOException {
        try (connection;
                var _ = exchange.interruptOnClose();
                var pairs = new PortForwardPairs(connection, connector, pod)) {
            pairs.serve();
        } catch (InterruptedException e) {
            if (!exchange.closed()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Reaches a port of the pod. */
    @FunctionalInterface
    interface Connector {
        Duplex connect(int port) throws IOException;
    }

    /** The sentence that a client is shown on the error stream. */
    static String failure(int port, PodRef pod, Exception cause) {
        return "error forwarding port " + port + " to pod " + pod.name() + ", uid " + pod.uid() + ": "
                + cause.getMessage();
    }
}
