package io.gantry.node.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyGoAwayFrame;
import io.netty.handler.codec.spdy.SpdyHeadersFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A client's SPDY/3.1 session on a plain socket: opens streams, never accepts any.
 *
 * <p>Netty's codec turns frames into bytes and back inside two embedded channels, one per direction; sockets are read and
 * written by blocking virtual threads. There is no flow control by windows: the servers of this protocol (Go's spdystream)
 * neither send nor heed window updates, so TCP's own flow control is the only one, and a stream whose reader is slow slows
 * the whole session down.
 *
 * <p>Thread safe. Bounded by {@link ByteQueue#LIMIT_BYTES} a stream. Ends when closed, or when the server ends it; then every
 * stream ends with it.
 */
final class SpdyConnection implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SpdyConnection.class.getName());
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** A frame's length has 24 bits; this much at a time shares the line fairly among streams. */
    private static final int MAX_FRAME_BYTES = 32 * 1024;

    private static final int READ_BYTES = 64 * 1024;

    private final Socket socket;
    private final OutputStream out;
    private final ReentrantLock writeLock = new ReentrantLock();
    private final EmbeddedChannel encoder = new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
    private final EmbeddedChannel decoder = new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
    private final Map<Integer, SpdyStream> streams = new ConcurrentHashMap<>();
    private final Thread reader;
    private int nextStreamId = 1;
    private volatile boolean closed;

    private SpdyConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.reader = Thread.ofVirtual()
                .name("spdy " + socket.getRemoteSocketAddress())
                .unstarted(this::readLoop);
    }

    /**
     * Connects and upgrades.
     *
     * @param protocol value of {@code X-Stream-Protocol-Version}, which the server must accept
     */
    static SpdyConnection open(URI url, String protocol) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(url.getHost(), url.getPort()), Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
            socket.setSoTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
            HttpUpgrade.toSpdy(socket, url, protocol);
            socket.setSoTimeout(0);
            var connection = new SpdyConnection(socket);
            connection.reader.start();
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Opens a stream; header names must be in lower case. */
    SpdyStream openStream(Map<String, String> headers) throws IOException {
        writeLock.lock();
        try {
            var id = nextStreamId;
            nextStreamId += 2;
            var frame = new DefaultSpdySynStreamFrame(id, 0, (byte) 0);
            headers.forEach((name, value) -> frame.headers().set(name, value));
            var stream = new SpdyStream(this, id);
            streams.put(id, stream);
            if (closed) {
                stream.input().end(null);
            }
            write(frame);
            return stream;
        } finally {
            writeLock.unlock();
        }
    }

    void writeData(int streamId, byte[] bytes, int offset, int length, boolean last) throws IOException {
        var from = offset;
        var left = length;
        do {
            var n = Math.min(left, MAX_FRAME_BYTES);
            var frame = new DefaultSpdyDataFrame(streamId, Unpooled.copiedBuffer(bytes, from, n));
            from += n;
            left -= n;
            frame.setLast(last && left == 0);
            write(frame);
        } while (left > 0);
    }

    void reset(int streamId) throws IOException {
        write(new DefaultSpdyRstStreamFrame(streamId, SpdyStreamStatus.CANCEL));
    }

    private void write(Object frame) throws IOException {
        writeLock.lock();
        try {
            if (closed) {
                ReferenceCountUtil.release(frame);
                throw new IOException("the session has ended");
            }
            encoder.writeOutbound(frame);
            for (ByteBuf buffer; (buffer = encoder.readOutbound()) != null; ) {
                try {
                    buffer.readBytes(out, buffer.readableBytes());
                } finally {
                    buffer.release();
                }
            }
            out.flush();
        } finally {
            writeLock.unlock();
        }
    }

    private void readLoop() {
        IOException failure = null;
        try {
            var in = socket.getInputStream();
            var buffer = new byte[READ_BYTES];
            for (int n; (n = in.read(buffer)) >= 0; ) {
                decoder.writeInbound(Unpooled.copiedBuffer(buffer, 0, n));
                for (Object frame; (frame = decoder.readInbound()) != null; ) {
                    try {
                        handle(frame);
                    } finally {
                        ReferenceCountUtil.release(frame);
                    }
                }
            }
        } catch (IOException e) {
            failure = closed ? new IOException("the session was closed", e) : e;
        } catch (InterruptedException e) {
            failure = new IOException("the session was closed", e);
        } catch (Exception e) {
            // Netty's codec throws checked exceptions undeclared.
            failure = new IOException("the server sent a broken frame: " + e.getMessage(), e);
        } finally {
            closed = true;
            for (var stream : streams.values()) {
                stream.input().end(failure);
            }
            closeSocket();
            finish(decoder);
            writeLock.lock();
            try {
                finish(encoder);
            } finally {
                writeLock.unlock();
            }
        }
    }

    /** Frees the codec's buffers and tables. */
    private static void finish(EmbeddedChannel codec) {
        try {
            codec.finishAndReleaseAll();
        } catch (Exception e) {
            // The error that ended the session comes up once more.
            LOG.log(Level.DEBUG, "a session's codec ended with an error", e);
        }
    }

    private void handle(Object frame) throws IOException, InterruptedException {
        switch (frame) {
            case SpdyDataFrame data -> {
                var stream = streams.get(data.streamId());
                if (stream != null) {
                    var bytes = new byte[data.content().readableBytes()];
                    data.content().readBytes(bytes);
                    stream.input().put(bytes);
                    if (data.isLast()) {
                        stream.input().end(null);
                    }
                }
            }
            case SpdyRstStreamFrame rst -> {
                var stream = streams.get(rst.streamId());
                if (stream != null) {
                    // This is also how the server closes what is left when its side is done.
                    var done = rst.status().equals(SpdyStreamStatus.CANCEL);
                    stream.input().end(done ? null : new IOException("the server reset the stream: " + rst.status()));
                }
            }
            case SpdyPingFrame ping -> {
                // Even ids are the server's own pings; odd ones would answer ours, and we send none.
                if (ping.id() % 2 == 0) {
                    write(new DefaultSpdyPingFrame(ping.id()));
                }
            }
            // Servers of this protocol open no streams of their own.
            case SpdySynStreamFrame syn -> reset(syn.streamId());
            case SpdyHeadersFrame headers -> {
                // Includes the reply to a stream's opening.
                var stream = streams.get(headers.streamId());
                if (stream != null && headers.isLast()) {
                    stream.input().end(null);
                }
            }
            case SpdyGoAwayFrame goAway -> {
                // Says that no new streams are taken; the end of the connection follows.
            }
            default -> {
                // Settings and window updates, without use here.
            }
        }
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a session's socket", e);
        }
    }

    /** Ends the session and all streams. What was not read yet can still be read, then comes the failure. */
    @Override
    public void close() {
        closed = true;
        closeSocket();
        reader.interrupt();
    }
}
