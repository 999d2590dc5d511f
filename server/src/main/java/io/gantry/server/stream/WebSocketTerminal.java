package io.gantry.server.stream;

import io.gantry.client.node.StreamSession;
import io.gantry.server.edge.EdgeException;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.WebSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exec and attach over WebSocket: a message is a byte that names the channel, and the channel's bytes. */
final class WebSocketTerminal implements Terminal {
    private static final Logger LOG = System.getLogger(ExecBridge.class.getName());

    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;
    private static final int ERROR = 3;
    private static final int RESIZE = 4;

    private final Channels channels;
    private final ExecBridge.Options options;
    private final boolean json;
    private final boolean halfClose;
    private @Nullable Thread input;

    WebSocketTerminal(WebSocket socket, String subprotocol, ExecBridge.Options options) {
        this.channels = new Channels(socket, subprotocol.contains("base64"));
        this.options = options;
        this.json = subprotocol.startsWith("v4.") || subprotocol.startsWith("v5.");
        this.halfClose = subprotocol.startsWith("v5.");
    }

    private static final List<String> SUPPORTED = List.of(
            "v5.channel.k8s.io",
            "v4.channel.k8s.io",
            "v4.base64.channel.k8s.io",
            "channel.k8s.io",
            "base64.channel.k8s.io");

    /** The client's first subprotocol that we know; none, which means {@code channel.k8s.io}, if it offers none. */
    static String choose(Exchange exchange) throws EdgeException {
        var offered = exchange.offeredSubprotocols();
        if (offered.isEmpty()) {
            return "";
        }
        for (String subprotocol : offered) {
            if (SUPPORTED.contains(subprotocol)) {
                return subprotocol;
            }
        }
        throw new EdgeException(
                403, "Sec-WebSocket-Protocol: none of those offered is supported, use one of " + SUPPORTED);
    }

    @Override
    public void start(StreamSession session) throws IOException {
        // As Kubernetes' API server does: an empty message tells the client that the streams stand.
        channels.out(options.stdout() ? STDOUT : options.stderr() ? STDERR : ERROR)
                .write(new byte[0]);
        input = Thread.ofVirtual().name("stdin").start(() -> {
            try {
                receive(session);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, () -> "input ended: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void receive(StreamSession session) throws IOException, InterruptedException {
        boolean stdinOpen = options.stdin();
        Channels.Part part;
        while ((part = channels.receive()) != null) {
            switch (part.channel()) {
                case STDIN -> {
                    if (stdinOpen) {
                        stdinOpen = write(session, part);
                    }
                }
                case RESIZE -> {
                    var size = TerminalSize.next(TerminalSize.parser(part.bytes(), part.offset()));
                    if (size != null) {
                        session.resize(size.width(), size.height());
                    }
                }
                case Channels.CLOSE -> {
                    if (halfClose && stdinOpen && part.length() == 1 && part.bytes()[part.offset()] == STDIN) {
                        stdinOpen = false;
                        session.stdin().close();
                    }
                }
                default -> LOG.log(Level.DEBUG, "a client wrote to channel {0}, which is not for it", part.channel());
            }
        }
    }

    /** Returns whether the process still reads. */
    private static boolean write(StreamSession session, Channels.Part part) {
        try {
            session.stdin().write(part.bytes(), part.offset(), part.length());
            session.stdin().flush();
            return true;
        } catch (IOException e) {
            // It may go on writing, as `head` does to `yes`; sizes and the client's close still have to be read.
            LOG.log(Level.DEBUG, () -> "the process does not read its input: " + e);
            return false;
        }
    }

    @Override
    public OutputStream stdout() {
        return channels.out(STDOUT);
    }

    @Override
    public OutputStream stderr() {
        return channels.out(STDERR);
    }

    @Override
    public void end(byte[] status, byte[] failure) throws IOException {
        byte[] message = json ? status : failure;
        if (message.length > 0) {
            channels.out(ERROR).write(message);
        }
    }

    @Override
    public void close() {
        channels.close();
        var reader = input;
        if (reader != null) {
            reader.interrupt();
        }
    }
}
