package io.gantry.server.stream;

import io.gantry.server.edge.EdgeException;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.WebSocket;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A watch over WebSocket: one message for each event. The client's going away shows in {@link Exchange#onClose} and
 * as an {@link IOException} in {@link #send}.
 */
public final class WatchSocket implements AutoCloseable {
    /** Browsers pass their token as a subprotocol of this prefix: a credential, not a protocol to agree on. */
    private static final String BEARER = "base64url.bearer.authorization.k8s.io.";

    /** An absolute URI, or an absolute path. */
    private static final Pattern ORIGIN = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:|/).*");

    /** How an event becomes a message. */
    public enum Framing {
        TEXT,
        BINARY,
        /** The event has its length before it in four bytes, which a message, whose end is known, goes without. */
        BINARY_BEHIND_LENGTH
    }

    private static final int LENGTH_BYTES = 4;

    private final WebSocket socket;
    private final Framing framing;
    private final Thread drain;

    private WatchSocket(WebSocket socket, Framing framing) {
        this.socket = socket;
        this.framing = framing;
        // A watcher has nothing to say; what it sends anyway must not stand in the way of its close frame.
        this.drain = Thread.ofVirtual().name("watch-drain").start(this::drain);
    }

    /**
     * Switches to WebSocket. As in Kubernetes, the client must say where its page comes from, though anywhere will do, and may
     * offer one subprotocol, which is agreed to whatever it is.
     *
     * @throws EdgeException 403 or 400 when it does otherwise
     */
    public static WatchSocket accept(Exchange exchange, Framing framing) throws IOException {
        List<String> offered = exchange.offeredSubprotocols().stream()
                .filter(subprotocol -> !subprotocol.startsWith(BEARER))
                .toList();
        String origin = exchange.headers().first("origin");
        if (origin == null || !ORIGIN.matcher(origin).matches()) {
            throw new EdgeException(403, "Origin: must be given for a watch over WebSocket");
        }
        if (offered.size() > 1) {
            throw new EdgeException(400, "Sec-WebSocket-Protocol: a watch takes at most one");
        }
        return new WatchSocket(exchange.acceptWebSocket(offered), framing);
    }

    /** Sends one event, framed as on a stream, which must not be changed afterwards. Blocks while the client is behind. */
    public void send(byte[] event) throws IOException {
        switch (framing) {
            case TEXT -> socket.sendText(event);
            case BINARY -> socket.sendBinary(event);
            case BINARY_BEHIND_LENGTH -> socket.sendBinary(Arrays.copyOfRange(event, LENGTH_BYTES, event.length));
        }
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
