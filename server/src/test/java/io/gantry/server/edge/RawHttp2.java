package io.gantry.server.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** HTTP/2 frames written by hand, for what no client library would send. */
final class RawHttp2 {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int CONTINUATION = 9;

    static final int ACK = 0x1;
    static final int END_STREAM = 0x1;
    static final int END_HEADERS = 0x4;

    static final int NO_ERROR = 0;
    static final int CANCEL = 8;
    static final int ENHANCE_YOUR_CALM = 11;

    /** {@code GET https /}, from HPACK's static table. */
    static final byte[] GET = {(byte) 0x82, (byte) 0x87, (byte) 0x84};

    /** {@code POST https /}. */
    static final byte[] POST = {(byte) 0x83, (byte) 0x87, (byte) 0x84};

    /** One frame as it came. */
    record Frame(int type, int flags, int stream, byte[] payload) {
        /** The error code of a reset or, at 4, of a GOAWAY. */
        int number(int at) {
            return ByteBuffer.wrap(payload).getInt(at);
        }
    }

    private RawHttp2() {}

    static void frame(OutputStream out, int type, int flags, int stream, byte[] payload) throws IOException {
        var head = ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .put((byte) (payload.length >> 8))
                .put((byte) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload);
        out.write(head.array());
    }

    /** The beginning of a connection, with SETTINGS of {@code settings}: number and value in turn. */
    static byte[] preface(int... settings) throws IOException {
        var payload = ByteBuffer.allocate(settings.length * 3);
        for (int i = 0; i < settings.length; i += 2) {
            payload.putShort((short) settings[i]).putInt(settings[i + 1]);
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(UTF_8));
        frame(out, SETTINGS, 0, 0, payload.array());
        return out.toByteArray();
    }

    /** The next frame; {@code null} at the connection's end. */
    static @Nullable Frame next(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int length = first << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        return new Frame(type, flags, stream, in.readNBytes(length));
    }

    /** Reads frames up to one of {@code type} and returns its payload; {@code null} at the connection's end. */
    static byte @Nullable [] readUntil(DataInputStream in, int type) throws IOException {
        while (true) {
            var frame = next(in);
            if (frame == null) {
                return null;
            }
            if (frame.type() == type) {
                return frame.payload();
            }
        }
    }

    /** As {@link #readUntil}, answering the server's pings as a client does that is there. */
    static @Nullable Frame awaitFrame(DataInputStream in, OutputStream out, int type) throws IOException {
        while (true) {
            var frame = next(in);
            if (frame == null || frame.type() == type) {
                return frame;
            }
            if (frame.type() == PING && frame.flags() == 0) {
                frame(out, PING, ACK, 0, frame.payload());
            }
        }
    }
}
