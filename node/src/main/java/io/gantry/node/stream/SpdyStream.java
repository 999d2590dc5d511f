package io.gantry.node.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** One stream of a session: what it brings is {@link #input()}, what is sent on it goes to {@link #output()}. */
final class SpdyStream {
    private final SpdyConnection connection;
    private final int id;
    private final ByteQueue input = new ByteQueue();
    private final OutputStream output = new Output();

    SpdyStream(SpdyConnection connection, int id) {
        this.connection = connection;
        this.id = id;
    }

    ByteQueue input() {
        return input;
    }

    /** Closing it is the half-close that the other side sees as end of file. */
    OutputStream output() {
        return output;
    }

    private final class Output extends OutputStream {
        private boolean closed;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (closed) {
                throw new IOException("stream is closed");
            }
            if (length > 0) {
                connection.writeData(id, bytes, offset, length, false);
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                connection.writeData(id, new byte[0], 0, 0, true);
            }
        }
    }
}
