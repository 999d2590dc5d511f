package io.gantry.server.stream;

import io.gantry.client.node.Duplex;
import io.gantry.client.node.PodRef;
import io.gantry.server.edge.SpdyConnection;
import io.gantry.server.edge.SpdyStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code portforward.k8s.io} on a SPDY connection: each connection to the pod is a pair of streams with one request id,
 * {@code data} for the bytes and {@code error} for a sentence when it fails.
 */
final class PortForwardPairs implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PortForwardBridge.class.getName());

    /** Halves of pairs that may wait for the other one. */
    private static final int MAX_HALVES = 256;

    private static final Duration POLL = Duration.ofMinutes(1);

    private final SpdyConnection connection;
    private final PortForwardBridge.Connector connector;
    private final PodRef pod;
    private final SequencedMap<String, SpdyStream> halves = new LinkedHashMap<>();
    private final Set<Duplex> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    PortForwardPairs(SpdyConnection connection, PortForwardBridge.Connector connector, PodRef pod) {
        this.connection = connection;
        this.connector = connector;
        this.pod = pod;
    }

    /** Returns when the client opens no more streams. */
    void serve() throws IOException, InterruptedException {
        while (true) {
            var stream = connection.acceptStream(POLL);
            if (stream != null) {
                accept(stream);
            } else if (connection.closed()) {
                return;
            }
        }
    }

    private void accept(SpdyStream stream) {
        String type = stream.headers().first("streamType");
        int port = port(stream.headers().first("port"));
        boolean error = "error".equals(type);
        if (port < 1 || (!error && !"data".equals(type))) {
            LOG.log(Level.DEBUG, () -> "a stream without a valid streamType and port: " + stream.headers());
            stream.reset();
            return;
        }
        String id = stream.headers().first("requestID");
        if (id == null) {
            // Clients from before 1.1 open the error stream first, the data stream right after it.
            id = Integer.toString(error ? stream.id() : stream.id() - 2);
        }
        var other = halves.remove(id);
        if (other == null) {
            halves.put(id, stream);
            if (halves.size() > MAX_HALVES) {
                var oldest = halves.pollFirstEntry();
                if (oldest != null) {
                    oldest.getValue().reset();
                }
            }
            return;
        }
        boolean otherIsError = "error".equals(other.headers().first("streamType"));
        if (otherIsError == error) {
            other.reset();
            stream.reset();
            return;
        }
        var data = error ? other : stream;
        var errors = error ? stream : other;
        Thread.ofVirtual().name("port-forward").start(() -> forward(data, errors, port));
    }

    private static int port(@Nullable String text) {
        try {
            int port = text == null ? 0 : Integer.parseInt(text);
            return port <= 65535 ? port : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void forward(SpdyStream data, SpdyStream errors, int port) {
        try (var pod = connector.connect(port)) {
            open.add(pod);
            if (closed) {
                return;
            }
            Thread.ofVirtual().name("port-forward-in").start(() -> toPod(data, pod));
            // The pod's end is the end of both directions: a client waits for the error stream's before it closes its
            // own side.
            Copy.all(pod.in(), data.out());
            open.remove(pod);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "port " + port + ": " + e);
            tell(errors.out(), PortForwardBridge.failure(port, pod, e));
        } finally {
            closeQuietly(data.out());
            closeQuietly(errors.out());
        }
    }

    private static void toPod(SpdyStream data, Duplex pod) {
        try {
            Copy.all(data.in(), pod.out());
            pod.out().close();
        } catch (IOException e) {
            // The client reset the stream, or the pod stopped reading: both ends learn it.
            LOG.log(Level.DEBUG, () -> "port-forward: " + e);
            pod.close();
        }
    }

    private static void tell(OutputStream errors, String sentence) {
        try {
            errors.write(sentence.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "could not tell: " + sentence, e);
        }
    }

    private static void closeQuietly(OutputStream out) {
        try {
            out.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the client is gone", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(Duplex::close);
    }
}
