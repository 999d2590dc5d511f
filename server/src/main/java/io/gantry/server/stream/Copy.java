package io.gantry.server.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copying with nothing held back: what was read is flushed before the next read. */
final class Copy {
    private static final int BUFFER = 16 * 1024;

    private Copy() {}

    /** Copies until the end of {@code in}. */
    static void all(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int count;
        while ((count = in.read(buffer)) >= 0) {
            if (count > 0) {
                out.write(buffer, 0, count);
                out.flush();
            }
        }
    }
}
