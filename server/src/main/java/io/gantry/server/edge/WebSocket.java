package io.gantry.server.edge;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server's side of a WebSocket (RFC 6455). Pings are answered by the edge. One thread may receive while others send;
 * a message is sent whole. Sending blocks while the client is a bounded number of bytes behind.
 */
public interface WebSocket extends AutoCloseable {
    /** Close codes of RFC 6455, 7.4.1. */
    int NORMAL = 1000;

    int GOING_AWAY = 1001;
    int PROTOCOL_ERROR = 1002;
    int TOO_BIG = 1009;
    int SERVER_ERROR = 1011;

    /** The subprotocol agreed on; empty when there is none. */
    String subprotocol();

    /**
     * The next message, its fragments joined; {@code null} when the client closed the WebSocket in order.
     *
     * @throws IOException when the connection broke, or the client broke the protocol or the size limit
     */
    @Nullable
    Message receive() throws IOException, InterruptedException;

    /** Sends a binary message; {@code bytes} must not be changed afterwards. */
    void sendBinary(byte[] bytes) throws IOException;

    /** Sends part of an array, which is copied, as a binary message behind {@code prefix}, a byte. */
    void sendBinary(byte prefix, byte[] bytes, int offset, int length) throws IOException;

    /** Sends a text message: {@code utf8} must be UTF-8 and not be changed afterwards. */
    void sendText(byte[] utf8) throws IOException;

    /** Pings the client; its answer counts as life in {@link #idle()}. */
    void ping() throws IOException;

    /** How long nothing has come from the client. */
    Duration idle();

    /** Sends a close frame, waits a bounded time for what was sent to leave, and ends the connection. */
    void close(int code, String reason);

    /** {@link #NORMAL}. */
    @Override
    default void close() {
        close(NORMAL, "");
    }

    /**
     * One message.
     *
     * @param text whether it was sent as text, then {@code data} is UTF-8
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier that nobody compares
    record Message(boolean text, byte[] data) {}
}
