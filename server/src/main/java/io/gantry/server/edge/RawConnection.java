package io.gantry.server.edge;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * The bytes of a connection that has left HTTP, for who only passes them on. Reading and writing may be done by two
 * threads, one for each.
 */
public interface RawConnection extends AutoCloseable {
    /** What the client sends, to its end; read with back-pressure. */
    InputStream in();

    /** To the client; what is written is sent at once, and a writer that is too far ahead waits. */
    OutputStream out();

    /** Ends the connection once what was written has left. */
    @Override
    void close();
}
