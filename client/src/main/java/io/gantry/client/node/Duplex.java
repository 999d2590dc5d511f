package io.gantry.client.node;

import java.io.InputStream;
import java.io.OutputStream;

/** A byte stream in both directions. Closing it ends both; closing {@link #out()} is a half-close. */
public interface Duplex extends AutoCloseable {
    InputStream in();

    OutputStream out();

    @Override
    void close();
}
