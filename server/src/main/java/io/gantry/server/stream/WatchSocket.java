package io.gantry.server.stream;

import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.WebSocket;
import java.io.IOException;
import java.util.List;

/**
 * A watch over WebSocket: one text message for each event. The client's going away shows in {@link Exchange#onClose} and
 * as an {@link IOException} in {@link #send}.
 */
public final class WatchSocket implements AutoCloseable {
    /** Browsers pass their token as a subprotocol of this prefix: a credential, not a protocol to agree on. */
    private static final String BEARER = "base64url.bearer.authorization.k8s.io.";

    private final WebSocket socket;
    private final Thread drain;

    private WatchSocket(WebSocket socket) {
        this.socket = socket;
        // A watcher has nothing to say; what it sends anyway must not stand in the way of its close frame.
        this.drain = Thread.ofVirtual().name("watch-drain").start(this::drain);
    }

    /** Switches to WebSocket; a subprotocol that the client offers is agreed to, as Kubernetes' API server does. */
    public static WatchSocket accept(Exchange exchange) throws IOException {
        List<String> offered = exchange.offeredSubprotocols().stream()
                .filter(subprotocol -> !subprotocol.startsWith(BEARER))
                .toList();
        return new WatchSocket(exchange.acceptWebSocket(offered));
    }

    /** Sends one event, a JSON object, which must not be changed afterwards. Blocks while the client is behind. */
    public void send(byte[] event) throws IOException {
        socket.sendText(event);
    }

    @Override
    public void close() {
        drain.interrupt();
        socket.close();
    }

    private void drain() {
        try {
            WebSocket.Message dropped;
            do {
                dropped = socket.receive();
            } while (dropped != null);
        } catch (IOException e) {
            // The client is gone; send() fails as well, and tells.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
