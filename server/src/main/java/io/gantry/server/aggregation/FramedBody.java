package io.gantry.server.aggregation;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body of HTTP/1.1 without its framing. Gives what is there without waiting for more. For one thread. */
final class FramedBody extends InputStream {
    static final long CHUNKED = -1;
    static final long TO_THE_END = -2;

    private final InputStream in;
    private final boolean chunked;
    private final boolean toTheEnd;
    /** Bytes until the end of the body, or of this chunk. */
    private long left;

    private boolean begun;
    private boolean ended;

    /** @param length in bytes, or one of the constants */
    FramedBody(InputStream in, long length) {
        this.in = in;
        this.chunked = length == CHUNKED;
        this.toTheEnd = length == TO_THE_END;
        this.left = Math.max(length, 0);
    }

    /** Whether it was read to its end, and the end was not that of the connection. */
    boolean complete() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        if (toTheEnd) {
            return in.read(into, offset, length);
        }
        if (left == 0 && !next()) {
            ended = true;
            return -1;
        }
        int count = in.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("unexpected EOF");
        }
        left -= count;
        return count;
    }

    /** Goes to the next chunk; false at the end. */
    private boolean next() throws IOException {
        if (!chunked) {
            return false;
        }
        if (begun) {
            ResponseHead.line(in);
        }
        begun = true;
        String size = ResponseHead.line(in);
        int semicolon = size.indexOf(';');
        left = ResponseHead.number(semicolon < 0 ? size : size.substring(0, semicolon), 16);
        if (left > 0) {
            return true;
        }
        while (!ResponseHead.line(in).isEmpty()) {
            // Trailers, which nobody of the API uses.
        }
        return false;
    }
}
