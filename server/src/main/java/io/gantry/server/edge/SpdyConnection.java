package io.gantry.server.edge;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server's side of a SPDY/3.1 connection, as kubectl's exec, attach and port-forward use it: the client opens streams.
 * Pings are answered by the edge. Thread-safe.
 */
public interface SpdyConnection extends AutoCloseable {
    /**
     * The next stream that the client opened; it has been accepted (SYN_REPLY) already. {@code null} once the client has
     * gone away in order (GOAWAY or end of the connection).
     *
     * @throws IOException when the connection broke
     */
    @Nullable
    SpdyStream acceptStream() throws IOException, InterruptedException;

    /** As {@link #acceptStream()}, {@code null} as well when no stream came in time: ask {@link #closed()}. */
    @Nullable
    SpdyStream acceptStream(Duration timeout) throws IOException, InterruptedException;

    /** Pings the client; its answer counts as life in {@link #idle()}. */
    void ping() throws IOException;

    /** How long nothing has come from the client. */
    Duration idle();

    /** Whether no more streams can come. */
    boolean closed();

    /** Sends GOAWAY, waits a bounded time for what was sent to leave, resets the rest and ends the connection. */
    @Override
    void close();
}
