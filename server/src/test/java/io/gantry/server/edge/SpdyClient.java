package io.gantry.server.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyGoAwayFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import io.netty.handler.codec.spdy.SpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdyVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A SPDY/3.1 client for tests: blocking, one thread, Netty's codec without its channels. */
public final class SpdyClient implements AutoCloseable {
    private final Socket socket;
    private final EmbeddedChannel codec = new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
    private final byte[] buffer = new byte[16 * 1024];
    private final String head;
    private int nextStream = 1;

    private final Map<Integer, ByteArrayOutputStream> received = new TreeMap<>();
    public final Set<Integer> replied = new TreeSet<>();
    public final Set<Integer> ended = new TreeSet<>();
    public final Set<Integer> reset = new TreeSet<>();
    public final Set<Integer> pongs = new TreeSet<>();
    public boolean goneAway;

    /** Upgrades {@code socket} with POST to {@code target}; {@code headers} end with CRLF each. */
    public SpdyClient(Socket socket, String target, String headers) throws IOException {
        this.socket = socket;
        socket.getOutputStream()
                .write(("POST " + target + " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n"
                                + headers + "\r\n")
                        .getBytes(UTF_8));
        var answer = new ByteArrayOutputStream();
        while (!answer.toString(UTF_8).endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("ended within " + answer);
            }
            answer.write(next);
        }
        head = answer.toString(UTF_8);
    }

    /** The head of the response to the upgrade. */
    public String head() {
        return head;
    }

    public int open(String... namesAndValues) throws IOException {
        int id = nextStream;
        nextStream += 2;
        var frame = new DefaultSpdySynStreamFrame(id, 0, (byte) 0);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            frame.headers().set(namesAndValues[i].toLowerCase(Locale.ROOT), namesAndValues[i + 1]);
        }
        received.put(id, new ByteArrayOutputStream());
        send(frame);
        return id;
    }

    public void data(int stream, byte[] bytes, boolean last) throws IOException {
        var frame = new DefaultSpdyDataFrame(stream, Unpooled.wrappedBuffer(bytes));
        frame.setLast(last);
        send(frame);
    }

    public void reset(int stream) throws IOException {
        send(new DefaultSpdyRstStreamFrame(stream, SpdyStreamStatus.CANCEL));
    }

    public void ping(int id) throws IOException {
        send(new DefaultSpdyPingFrame(id));
    }

    private void send(SpdyFrame frame) throws IOException {
        codec.writeOutbound(frame);
        ByteBuf bytes;
        while ((bytes = codec.readOutbound()) != null) {
            socket.getOutputStream().write(ByteBufUtil.getBytes(bytes));
            bytes.release();
        }
    }

    /** Reads and notes what comes next; false at the end of the connection. */
    public boolean pump() throws IOException {
        int count = socket.getInputStream().read(buffer);
        if (count < 0) {
            return false;
        }
        codec.writeInbound(Unpooled.copiedBuffer(buffer, 0, count));
        Object frame;
        while ((frame = codec.readInbound()) != null) {
            note(frame);
            ReferenceCountUtil.release(frame);
        }
        return true;
    }

    private void note(Object frame) {
        switch (frame) {
            case SpdyDataFrame data -> {
                stream(data.streamId()).writeBytes(ByteBufUtil.getBytes(data.content()));
                if (data.isLast()) {
                    ended.add(data.streamId());
                }
            }
            case SpdySynReplyFrame reply -> replied.add(reply.streamId());
            case SpdyRstStreamFrame resetting -> reset.add(resetting.streamId());
            case SpdyPingFrame ping -> pongs.add(ping.id());
            case SpdyGoAwayFrame away -> goneAway = true;
            default -> {}
        }
    }

    private ByteArrayOutputStream stream(int id) {
        @Nullable ByteArrayOutputStream known = received.get(id);
        if (known == null) {
            throw new IllegalStateException("data on stream " + id + ", which was not opened");
        }
        return known;
    }

    /** What has come on a stream. */
    public byte[] bytes(int id) {
        return stream(id).toByteArray();
    }

    /** What has come on a stream, as text. */
    public String text(int id) {
        return stream(id).toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
        codec.finishAndReleaseAll();
        socket.close();
    }
}
