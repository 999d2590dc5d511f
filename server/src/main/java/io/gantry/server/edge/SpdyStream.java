package io.gantry.server.edge;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * One stream of a {@link SpdyConnection}: bytes in both directions, each of which ends on its own.
 *
 * <p>Reading ends with the client's half-close and fails once the client resets the stream or goes away. Writing is sent
 * at once, and blocks while the client is a bounded number of bytes behind; closing {@link #out()} is our half-close.
 */
public interface SpdyStream {
    int id();

    /** The headers that the client opened the stream with: {@code streamType}, {@code port}, {@code requestID}. */
    Headers headers();

    InputStream in();

    OutputStream out();

    /** Ends both directions at once with RST_STREAM, unless both have ended already. */
    void reset();
}
