package io.gantry.server.stream;

import io.gantry.server.edge.WebSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' channels on one WebSocket: binary, where the first byte is the channel's number, or base64 in text messages,
 * where the first character is its digit.
 */
final class Channels implements AutoCloseable {
    /** In {@code v5}: the client ends its side of the channel that the next byte names. */
    static final int CLOSE = 255;

    private final WebSocket socket;
    private final boolean base64;

    Channels(WebSocket socket, boolean base64) {
        this.socket = socket;
        this.base64 = base64;
    }

    /** What came on a channel. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier that nobody compares
    record Part(int channel, byte[] bytes, int offset) {
        int length() {
            return bytes.length - offset;
        }
    }

    /** The next message that is not empty; {@code null} when the client closed. */
    @Nullable
    Part receive() throws IOException, InterruptedException {
        WebSocket.Message message;
        while ((message = socket.receive()) != null) {
            byte[] data = message.data();
            if (data.length > 0) {
                return base64 ? decode(data) : new Part(data[0] & 0xff, data, 1);
            }
        }
        return null;
    }

    private static Part decode(byte[] data) throws IOException {
        try {
            byte[] bytes = Base64.getDecoder().decode(Arrays.copyOfRange(data, 1, data.length));
            return new Part(data[0] - '0', bytes, 0);
        } catch (IllegalArgumentException e) {
            throw new IOException("the client sent a message that is not base64", e);
        }
    }

    /** Every write is a message; closing does nothing, as the server's side of a channel has no end of its own. */
    OutputStream out(int channel) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, bytes.length);
                if (base64) {
                    byte[] part = Arrays.copyOfRange(bytes, offset, offset + length);
                    String text = (char) ('0' + channel) + Base64.getEncoder().encodeToString(part);
                    socket.sendText(text.getBytes(StandardCharsets.US_ASCII));
                } else {
                    socket.sendBinary((byte) channel, bytes, offset, length);
                }
            }
        };
    }

    @Override
    public void close() {
        socket.close();
    }
}
