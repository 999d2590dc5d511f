package io.gantry.server.stream;

import io.gantry.client.node.StreamSession;
import java.io.IOException;
import java.io.OutputStream;

/** A client of exec or attach, whatever the protocol that it speaks. */
interface Terminal extends AutoCloseable {
    /** Waits for the client's streams, then begins to pass input and sizes on to {@code session}. */
    void start(StreamSession session) throws IOException, InterruptedException;

    /** Where the process's output goes; usable after {@link #start}. */
    OutputStream stdout();

    /** See {@link #stdout()}. */
    OutputStream stderr();

    /**
     * Tells how the process ended, after all output.
     *
     * @param status a {@code Status} as JSON
     * @param failure for protocols from before that: a sentence, empty for success
     */
    void end(byte[] status, byte[] failure) throws IOException;

    @Override
    void close();
}
