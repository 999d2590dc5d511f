package io.gantry.server.stream;

import io.gantry.client.node.NodeApiException;
import io.gantry.client.node.StreamSession;
import io.gantry.server.edge.EdgeException;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.StatusBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Serves a pod's {@code exec} and {@code attach} subresources over WebSocket ({@code v5.channel.k8s.io} and older) and
 * SPDY/3.1 ({@code v4.channel.k8s.io} and older).
 *
 * <p>One virtual thread per direction; the handler's own waits for the exit code. The order of the end matters to
 * clients: all output, then the status on the error channel, then the streams' ends, then the connection's.
 */
public final class ExecBridge {
    private static final Logger LOG = System.getLogger(ExecBridge.class.getName());

    private ExecBridge() {}

    /** Which streams the client asked for in its query. With {@code tty} there is no separate standard error. */
    public record Options(boolean stdin, boolean stdout, boolean stderr, boolean tty) {
        public Options {
            if (!stdin && !stdout && !stderr) {
                throw new IllegalArgumentException("you must specify at least 1 of stdin, stdout, stderr");
            }
            stderr = stderr && !tty;
        }
    }

    /** Starts the command, or attaches, once it is certain that client and server have a protocol in common. */
    @FunctionalInterface
    public interface Opener {
        StreamSession open() throws IOException;
    }

    /**
     * Returns when the session has ended or the client is gone.
     *
     * @throws EdgeException when there is no upgrade, no common protocol, or the node refuses: an ordinary HTTP answer
     */
    public static void serve(Exchange exchange, Opener opener, Options options) throws IOException {
        if (exchange.wantsWebSocket()) {
            String subprotocol = WebSocketTerminal.choose(exchange);
            try (var session = open(opener)) {
                var socket = exchange.acceptWebSocket(subprotocol.isEmpty() ? List.of() : List.of(subprotocol));
                run(exchange, session, options, new WebSocketTerminal(socket, subprotocol, options));
            }
        } else if (exchange.wantsSpdy()) {
            var version = SpdyTerminal.negotiate(exchange);
            if (version == null) {
                return; // answered: no protocol in common
            }
            try (var session = open(opener)) {
                var connection = exchange.acceptSpdy(version.answer());
                run(exchange, session, options, new SpdyTerminal(connection, version, options));
            }
        } else {
            throw new EdgeException(400, "Upgrade request required");
        }
    }

    private static StreamSession open(Opener opener) throws IOException {
        try {
            return opener.open();
        } catch (NodeApiException e) {
            throw new EdgeException(e.code(), e);
        }
    }

    private static void run(Exchange exchange, StreamSession session, Options options, Terminal terminal)
            throws IOException {
        exchange.onClose(session::close);
        try (terminal;
                var _ = exchange.interruptOnClose()) {
            terminal.start(session);
            var outputs = new ArrayList<Thread>();
            if (options.stdout()) {
                outputs.add(pump("stdout", session, session.stdout(), terminal.stdout()));
            }
            if (options.stderr()) {
                outputs.add(pump("stderr", session, session.stderr(), terminal.stderr()));
            }
            byte[] status;
            String failure = "";
            try {
                int exitCode = session.awaitExit();
                status = exitCode == 0 ? StatusBody.success() : StatusBody.exitCode(exitCode);
                if (exitCode != 0) {
                    failure = "command terminated with non-zero exit code: " + exitCode;
                }
            } catch (IOException e) {
                failure = "Internal error occurred: " + e.getMessage();
                status = StatusBody.failure(500, failure);
            }
            for (Thread output : outputs) {
                output.join();
            }
            terminal.end(status, failure.getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            // The client went away or the server stops. The session is closed by whoever called us.
            LOG.log(Level.DEBUG, () -> exchange.rawPath() + ": ended by " + e);
        }
    }

    /** The session ends when its output cannot be delivered any more. */
    private static Thread pump(String name, StreamSession session, InputStream from, OutputStream to) {
        return Thread.ofVirtual().name(name).start(() -> {
            try {
                Copy.all(from, to);
                to.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, () -> name + " ended: " + e);
                session.close();
            }
        });
    }
}
