package io.gantry.server.edge;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of a streamed response.
 *
 * <p>Small writes are gathered until {@link #flush()}; flushed bytes go to the socket at once. A writer that is more than
 * a bounded number of bytes ahead of its client blocks. Writing fails with an {@link IOException} once the client is gone,
 * or the thread is interrupted while it waits. {@link #close()} ends the body; the edge calls it when the handler
 * returns normally. For one thread at a time.
 */
public abstract class ResponseStream extends OutputStream {
    /**
     * Sends {@code bytes} now, after what was written before, without copying: the caller must not change them any more,
     * and may send the same array to any number of streams.
     */
    public abstract void send(byte[] bytes) throws IOException;

    /**
     * Whether the client keeps up, so that writing would not block. If it does not, {@code whenRoom} is run once, on any
     * thread, when there is room again or the client is gone; a later call takes the place of an earlier one.
     */
    public abstract boolean hasRoom(Runnable whenRoom);
}
