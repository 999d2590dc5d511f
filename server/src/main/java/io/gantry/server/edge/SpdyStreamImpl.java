package io.gantry.server.edge;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** One stream of a {@link SpdySession}. */
final class SpdyStreamImpl implements SpdyStream {
    private static final Logger LOG = System.getLogger(EdgeServer.class.getName());

    /** What may wait for its reader before the whole connection is not read any more. */
    private static final int RECEIVE_LIMIT = 1 << 20;

    /** Largest frame; a larger write becomes several, so that streams get their turns. */
    private static final int FRAME_BYTES = 32 * 1024;

    private final SpdySession session;
    private final int id;
    private final Headers headers;
    private final ByteInbox in;
    private final Out out = new Out();
    private final SendWindow window;
    private final AtomicBoolean localEnded = new AtomicBoolean();
    private final AtomicBoolean remoteEnded = new AtomicBoolean();

    /** Whether this stream holds reading up. On the event loop. */
    private boolean paused;

    SpdyStreamImpl(SpdySession session, int id, Headers headers) {
        this.session = session;
        this.id = id;
        this.headers = headers;
        this.window = new SendWindow(session.sendLimit());
        this.in = new ByteInbox(RECEIVE_LIMIT, bytes -> session.submit(this::unpause));
    }

    /** Takes bytes from the client; returns whether this stream holds reading up from now on. On the event loop. */
    boolean offer(byte[] bytes) {
        if (in.offer(bytes) > 0 || paused) {
            return false;
        }
        paused = true;
        return true;
    }

    private void unpause() {
        if (paused) {
            paused = false;
            session.unpaused();
        }
    }

    void remoteEnded() {
        in.end();
        if (remoteEnded.compareAndSet(false, true) && localEnded.get()) {
            session.ended(this);
        }
    }

    void localEnded() {
        if (localEnded.compareAndSet(false, true) && remoteEnded.get()) {
            session.ended(this);
        }
    }

    /** Reset by the client, or the connection is gone. On the event loop. */
    void broken(IOException cause) {
        in.fail(cause);
        localEnded.set(true);
        remoteEnded.set(true);
        window.close();
        unpause();
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void reset() {
        boolean local = localEnded.getAndSet(true);
        boolean remote = remoteEnded.getAndSet(true);
        if (local && remote) {
            return;
        }
        window.close();
        in.fail(new IOException("the stream was reset"));
        try {
            session.submit(() -> {
                in.discard();
                unpause();
                session.ended(this);
                session.context().write(new DefaultSpdyRstStreamFrame(id, SpdyStreamStatus.CANCEL));
            });
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the server stops: its connections are being closed", e);
        }
    }

    /** Sends at once what is written. */
    private final class Out extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            int sent = 0;
            while (sent < length) {
                int part = Math.min(FRAME_BYTES, length - sent);
                send(Arrays.copyOfRange(bytes, offset + sent, offset + sent + part));
                sent += part;
            }
        }

        private void send(byte[] part) throws IOException {
            if (localEnded.get()) {
                throw new IOException("the stream has ended");
            }
            window.acquire(part.length);
            session.submit(() -> session.context()
                    .write(new DefaultSpdyDataFrame(id, Unpooled.wrappedBuffer(part)))
                    .addListener(written -> window.release(part.length)));
        }

        @Override
        public void close() throws IOException {
            if (localEnded.getAndSet(true)) {
                return;
            }
            session.submit(() -> {
                var last = new DefaultSpdyDataFrame(id);
                last.setLast(true);
                session.context().write(last);
                if (remoteEnded.get()) {
                    session.ended(SpdyStreamImpl.this);
                }
            });
        }
    }
}
