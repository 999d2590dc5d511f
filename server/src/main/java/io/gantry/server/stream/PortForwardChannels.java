package io.gantry.server.stream;

import io.gantry.client.node.Duplex;
import io.gantry.client.node.PodRef;
import io.gantry.server.edge.EdgeException;
import io.gantry.server.edge.Exchange;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Port-forward over plain WebSocket channels: the query names the ports; the port of index i has the channels 2i for data
 * and 2i + 1 for errors, one connection each. Each channel begins with its port as two bytes, low byte first.
 */
final class PortForwardChannels {
    private static final Logger LOG = System.getLogger(PortForwardBridge.class.getName());

    private static final List<String> SUBPROTOCOLS = List.of("v4.channel.k8s.io", "v4.base64.channel.k8s.io");

    /** A channel's number is one byte, or one digit in base64; 255 is not a channel. */
    private static final int MAX_PORTS = 127;

    private PortForwardChannels() {}

    static void serve(Exchange exchange, PortForwardBridge.Connector connector, PodRef pod) throws IOException {
        var ports = ports(exchange.query().all("ports"));
        var socket = exchange.acceptWebSocket(SUBPROTOCOLS);
        var connections = new ArrayList<@Nullable Duplex>();
        var live = new AtomicInteger(ports.size());
        try (var channels = new Channels(socket, socket.subprotocol().contains("base64"));
                var _ = exchange.interruptOnClose()) {
            for (int i = 0; i < ports.size(); i++) {
                byte[] port = {(byte) (int) ports.get(i), (byte) (ports.get(i) >> 8)};
                channels.out(2 * i).write(port);
                channels.out(2 * i + 1).write(port);
                connections.add(connect(channels, i, ports.get(i), connector, pod, live));
            }
            receive(channels, connections);
        } catch (InterruptedException e) {
            if (!exchange.closed()) {
                Thread.currentThread().interrupt();
            }
        } finally {
            for (Duplex connection : connections) {
                if (connection != null) {
                    connection.close();
                }
            }
        }
    }

    private static List<Integer> ports(List<String> values) throws EdgeException {
        var ports = new ArrayList<Integer>();
        for (String value : values) {
            for (String text : value.split(",", -1)) {
                try {
                    int port = Integer.parseInt(text);
                    if (port < 1 || port > 65535) {
                        throw new EdgeException(400, "port must be 1 to 65535, is " + port);
                    }
                    ports.add(port);
                } catch (NumberFormatException e) {
                    throw new EdgeException(400, "unable to parse \"" + text + "\" as a port");
                }
            }
        }
        if (ports.isEmpty() || ports.size() > MAX_PORTS) {
            throw new EdgeException(400, "query parameter \"ports\" must name 1 to " + MAX_PORTS + " ports");
        }
        return ports;
    }

    private static @Nullable Duplex connect(
            Channels channels,
            int index,
            int port,
            PortForwardBridge.Connector connector,
            PodRef pod,
            AtomicInteger live)
            throws IOException {
        Duplex connection;
        try {
            connection = connector.connect(port);
        } catch (IOException e) {
            channels.out(2 * index + 1)
                    .write(PortForwardBridge.failure(port, pod, e).getBytes(StandardCharsets.UTF_8));
            ended(channels, live);
            return null;
        }
        Thread.ofVirtual().name("port-forward").start(() -> {
            fromPod(connection, channels, index, port, pod);
            ended(channels, live);
        });
        return connection;
    }

    private static void fromPod(Duplex connection, Channels channels, int index, int port, PodRef pod) {
        try {
            Copy.all(connection.in(), channels.out(2 * index));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "port " + port + ": " + e);
            try {
                channels.out(2 * index + 1)
                        .write(PortForwardBridge.failure(port, pod, e).getBytes(StandardCharsets.UTF_8));
            } catch (IOException second) {
                LOG.log(Level.DEBUG, "the client is gone", second);
            }
        }
    }

    /** These channels have no end of their own: the socket's is the end of the last of them. */
    private static void ended(Channels channels, AtomicInteger live) {
        if (live.decrementAndGet() == 0) {
            channels.close();
        }
    }

    private static void receive(Channels channels, List<@Nullable Duplex> connections)
            throws IOException, InterruptedException {
        Channels.Part part;
        while ((part = channels.receive()) != null) {
            int index = part.channel() / 2;
            var connection = part.channel() % 2 == 0 && index < connections.size() ? connections.get(index) : null;
            if (connection != null) {
                try {
                    connection.out().write(part.bytes(), part.offset(), part.length());
                    connection.out().flush();
                } catch (IOException e) {
                    LOG.log(Level.DEBUG, () -> "the pod does not read any more: " + e);
                    connections.set(index, null);
                    connection.close();
                }
            }
        }
    }
}
