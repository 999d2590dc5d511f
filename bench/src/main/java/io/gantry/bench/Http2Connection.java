package io.gantry.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One HTTP/2 connection (RFC 9113) that sends the same GET over and over, with a fixed number of streams in flight. Does only
 * what that needs, because it shares the machine with the server that it measures. Used by one thread.
 */
final class Http2Connection implements AutoCloseable {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int PADDED = 8;
    private static final int PRIORITY = 32;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int MAX_WINDOW = Integer.MAX_VALUE;
    private static final int DEFAULT_WINDOW = 65_535;
    /** {@code :status: 200} in HPACK's static table (RFC 7541, appendix A), as one byte. */
    private static final int STATUS_200 = 0x88;

    private static final int READ_MILLIS = 30_000;

    private final SSLSocket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final byte[] request;
    private int nextStream = 1;
    private long received;
    private long dataFrames;

    private Http2Connection(SSLSocket socket, String path) throws IOException {
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 32 * 1024));
        request = headers(path);
    }

    static Http2Connection open(SSLContext tls, int port, String path) throws IOException {
        var socket = (SSLSocket) tls.getSocketFactory().createSocket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MILLIS);
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            if (!"h2".equals(socket.getApplicationProtocol())) {
                throw new IOException("the server does not speak HTTP/2");
            }
            var connection = new Http2Connection(socket, path);
            connection.begin();
            return connection;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void begin() throws IOException {
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(6, SETTINGS, 0, 0);
        out.writeShort(INITIAL_WINDOW_SIZE);
        out.writeInt(MAX_WINDOW);
        frame(4, WINDOW_UPDATE, 0, 0);
        out.writeInt(MAX_WINDOW - DEFAULT_WINDOW);
        out.flush();
    }

    /** Sends one more request; {@link #flush} puts it on the wire. */
    void send() throws IOException {
        frame(request.length, HEADERS, END_STREAM | END_HEADERS, nextStream);
        out.write(request);
        nextStream += 2;
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Whether the next answer can be read without waiting. */
    boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    /**
     * Reads until so many of the streams' answers have begun, or so many lines have come in all of them: for watches, whose answers do not
     * end.
     */
    void read(int answers, int lines) throws IOException {
        int moreAnswers = answers;
        int moreLines = lines;
        while (moreAnswers > 0 || moreLines > 0) {
            int head = in.readInt();
            int length = head >>> 8;
            int type = head & 0xff;
            int flags = in.readUnsignedByte();
            in.readInt();
            if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                throw new IOException("a watch has ended");
            }
            if (type == HEADERS) {
                checkStatus(length, flags);
                moreAnswers--;
            } else if (type == DATA) {
                moreLines -= linesIn(length);
                dataFrames++;
            } else {
                control(type, length, flags);
            }
            giveRoom();
        }
    }

    /** How many DATA frames {@link #read} has seen. */
    long dataFrames() {
        return dataFrames;
    }

    /** Lines of JSON end with a line feed, of which there is none inside. */
    private int linesIn(int length) throws IOException {
        int lines = 0;
        var data = in.readNBytes(length);
        for (byte octet : data) {
            if (octet == '\n') {
                lines++;
            }
        }
        received += length;
        return lines;
    }

    /** Waits until another answer is complete and returns its stream. Anything but 200 is an error. */
    int receive() throws IOException {
        while (true) {
            int head = in.readInt();
            int length = head >>> 8;
            int type = head & 0xff;
            int flags = in.readUnsignedByte();
            int stream = in.readInt() & Integer.MAX_VALUE;
            switch (type) {
                case DATA -> {
                    in.skipNBytes(length);
                    received += length;
                }
                case HEADERS -> checkStatus(length, flags);
                default -> control(type, length, flags);
            }
            giveRoom();
            if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                return stream;
            }
        }
    }

    private void control(int type, int length, int flags) throws IOException {
        switch (type) {
            case SETTINGS -> {
                in.skipNBytes(length);
                if ((flags & ACK) == 0) {
                    frame(0, SETTINGS, ACK, 0);
                    flush();
                }
            }
            case PING -> pong(length, flags);
            case RST_STREAM, GOAWAY ->
                throw new IOException("the server ended the " + (type == GOAWAY ? "connection" : "stream") + ": "
                        + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
            default -> in.skipNBytes(length);
        }
    }

    /** The connection's window is filled up; a stream's is so large that no bench reaches its end. */
    private void giveRoom() throws IOException {
        if (received > MAX_WINDOW / 2) {
            frame(4, WINDOW_UPDATE, 0, 0);
            out.writeInt((int) received);
            received = 0;
        }
    }

    private void checkStatus(int length, int flags) throws IOException {
        int rest = length;
        if ((flags & PADDED) != 0) {
            in.skipNBytes(1);
            rest -= 1;
        }
        if ((flags & PRIORITY) != 0) {
            in.skipNBytes(5);
            rest -= 5;
        }
        int first = in.readUnsignedByte();
        // A server may change the size of its table first (RFC 7541 §6.3).
        while ((first & 0xe0) == 0x20) {
            first = in.readUnsignedByte();
            rest -= 1;
        }
        if (first != STATUS_200) {
            throw new IOException("an answer is not 200");
        }
        in.skipNBytes(rest - 1);
    }

    private void pong(int length, int flags) throws IOException {
        var payload = in.readNBytes(length);
        if ((flags & ACK) == 0) {
            frame(length, PING, ACK, 0);
            out.write(payload);
            flush();
        }
    }

    private void frame(int length, int type, int flags, int stream) throws IOException {
        out.writeInt(length << 8 | type);
        out.writeByte(flags);
        out.writeInt(stream);
    }

    /** The header block: indexed where HPACK's static table has it, else literal and never remembered. */
    private static byte[] headers(String path) {
        var block = new ByteArrayOutputStream();
        block.write(0x80 | 2); // :method GET
        block.write(0x80 | 7); // :scheme https
        literal(block, 1, "127.0.0.1"); // :authority
        literal(block, 4, path); // :path
        literal(block, 19, "application/json"); // accept
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, int name, String value) {
        if (name < 15) {
            block.write(name);
        } else {
            block.write(15);
            block.write(name - 15);
        }
        if (value.length() > 126) {
            throw new IllegalArgumentException("the value is too long for one length byte: " + value);
        }
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
