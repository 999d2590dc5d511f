package io.gantry.server.edge;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one {@link ResponseStream}. Keeps no buffer between flushes, so that ten thousand idle watches cost none.
 *
 * <p>States: gathering (for {@link Exchange#respondLarge}; nothing sent, the size may yet become known), then streaming,
 * with or without gzip, then closed.
 */
final class BodyStream extends ResponseStream {
    /** Written bytes are sent on when so many have gathered: about one TLS record. */
    private static final int CHUNK = 16 * 1024;

    private final BaseExchange exchange;
    private final int status;
    private final SendWindow window;
    private Headers headers;
    private int gatherBytes;
    private byte @Nullable [] buffer;
    private int count;
    private @Nullable OutputStream gzip;
    private boolean headSent;
    private boolean closed;

    BodyStream(BaseExchange exchange, int status, Headers headers) {
        this.exchange = exchange;
        this.status = status;
        this.headers = headers;
        this.window = new SendWindow(exchange.server.config().streamBufferBytes());
    }

    /** Holds everything back until there are {@code bytes} of it. */
    void gather(int bytes) {
        gatherBytes = bytes;
    }

    void clientGone() {
        window.close();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        open();
        var zip = gzip;
        if (zip != null) {
            zip.write(bytes, offset, length);
        } else {
            put(bytes, offset, length);
            if (gatherBytes > 0 && count >= gatherBytes) {
                stopGathering();
            } else if (gatherBytes == 0 && count >= CHUNK) {
                emit(false);
            }
        }
    }

    private void put(byte[] bytes, int offset, int length) {
        byte[] into = buffer;
        if (into == null) {
            into = new byte[Math.max(length, 512)];
        } else if (into.length - count < length) {
            into = Arrays.copyOf(into, Math.max(count + length, into.length * 2));
        }
        System.arraycopy(bytes, offset, into, count, length);
        count += length;
        buffer = into;
    }

    private void stopGathering() throws IOException {
        gatherBytes = 0;
        if (!exchange.mayGzip(headers)) {
            emit(false);
            return;
        }
        headers = Gzip.named(headers);
        byte[] gathered = Objects.requireNonNull(buffer);
        int length = count;
        buffer = null;
        count = 0;
        var zip = new Gzip.Zipping(new Zipped(), exchange.server.config().gzipLevel());
        gzip = zip;
        zip.write(gathered, 0, length);
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        open();
        if (gatherBytes > 0 || gzip != null) {
            write(bytes, 0, bytes.length);
            flush();
            return;
        }
        if (count > 0 || !headSent) {
            emit(false);
        }
        if (bytes.length > 0) {
            window.acquire(bytes.length);
            exchange.count(bytes.length);
            exchange.sendData(bytes, 0, bytes.length, false, window);
        }
    }

    @Override
    public boolean hasRoom(Runnable whenRoom) {
        return window.hasRoom(whenRoom);
    }

    @Override
    public void flush() throws IOException {
        open();
        var zip = gzip;
        if (zip != null) {
            zip.flush();
        } else if (gatherBytes == 0 && (count > 0 || !headSent)) {
            emit(false);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        var zip = gzip;
        if (zip != null) {
            zip.close();
        }
        closed = true;
        if (headSent) {
            emit(true);
        } else {
            byte[] all = buffer == null ? new byte[0] : Arrays.copyOf(buffer, count);
            buffer = null;
            if (zip != null) {
                exchange.count(all.length);
                exchange.deliver(status, headers, all, true);
            } else {
                exchange.sendZipped(status, headers, all);
            }
        }
    }

    private void open() throws IOException {
        if (closed) {
            throw new IOException("the response has ended");
        }
        if (window.isClosed()) {
            throw SendWindow.gone();
        }
    }

    private void emit(boolean last) throws IOException {
        if (count > 0) {
            window.acquire(count);
        }
        if (!headSent) {
            headSent = true;
            exchange.sendHead(status, headers);
        }
        byte[] bytes = buffer;
        if (bytes != null || last) {
            int length = count;
            buffer = null;
            count = 0;
            exchange.count(length);
            exchange.sendData(bytes == null ? new byte[0] : bytes, 0, length, last, window);
        }
    }

    /** Where gzip writes to. */
    private final class Zipped extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            put(bytes, offset, length);
            if (count >= CHUNK) {
                emit(false);
            }
        }

        @Override
        public void flush() throws IOException {
            if (count > 0 || !headSent) {
                emit(false);
            }
        }
    }
}
