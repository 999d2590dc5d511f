package io.gantry.client.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A running exec or attach. Streams that were not asked for are empty (reads) or discard (writes). Closing
 * {@link #stdin()} passes end-of-file to the process. {@link #close()} ends the session, not necessarily the process.
 */
public interface StreamSession extends AutoCloseable {
    OutputStream stdin();

    InputStream stdout();

    InputStream stderr();

    /** Tells the terminal its size in character cells. Without a terminal this does nothing. */
    void resize(int width, int height) throws IOException;

    /**
     * Waits for the end and returns the process's exit code, 0 to 255.
     *
     * @throws IOException when the session broke before an exit code was known; the message is meant for the user
     */
    int awaitExit() throws IOException, InterruptedException;

    @Override
    void close();
}
