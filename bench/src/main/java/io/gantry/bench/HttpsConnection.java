package io.gantry.bench;

import io.gantry.base.Time;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection over TLS, one request at a time. As plain as can be: the client shares the machine with the server
 * that it measures, so that whatever it spends is missing there.
 */
final class HttpsConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 60_000;
    static final String JSON = "application/json";

    /** A whole answer. */
    record Response(int status, String body) {
        /** The body of an answer that must be a success. */
        String orThrow() throws IOException {
            if (status < 200 || status > 299) {
                throw new IOException("the API server answers " + status + ": " + body);
            }
            return body;
        }
    }

    private final SSLSocket socket;
    private final InputStream in;
    private final OutputStream out;

    private HttpsConnection(SSLSocket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        out = socket.getOutputStream();
    }

    static HttpsConnection open(SSLContext tls, int port) throws IOException {
        var socket = (SSLSocket) tls.getSocketFactory().createSocket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MILLIS);
            socket.startHandshake();
            return new HttpsConnection(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    Response get(String path) throws IOException {
        return request("GET", path, null);
    }

    Response post(String path, String json) throws IOException {
        return request("POST", path, json);
    }

    Response delete(String path) throws IOException {
        return request("DELETE", path, null);
    }

    private Response request(String method, String path, @Nullable String json) throws IOException {
        send(method, path, JSON, json);
        var status = status();
        return new Response(status.code(), new String(body(status), StandardCharsets.UTF_8));
    }

    /** The status of an answer whose body is read and thrown away: for what runs thousands of times a second. */
    int postForStatus(String path, String json) throws IOException {
        return forStatus("POST", path, JSON, json);
    }

    /** The same with any method and kind of body. */
    int forStatus(String method, String path, String contentType, @Nullable String body) throws IOException {
        send(method, path, contentType, body);
        var status = status();
        body(status);
        return status.code();
    }

    /**
     * How long an answer took.
     *
     * @param bytes of the body as it is after chunks are put together
     */
    record Timed(long firstByteNanos, long totalNanos, long bytes) {}

    /** Gets a large answer and throws it away. */
    Timed time(Time time, String path) throws IOException {
        long begin = time.nanoTime();
        send("GET", path, JSON, null);
        in.mark(1);
        read();
        long first = time.nanoTime();
        in.reset();
        var status = status();
        if (status.code() != 200) {
            throw new IOException("GET " + path + " is answered with " + status.code());
        }
        long bytes = skipBody(status);
        return new Timed(first - begin, time.nanoTime() - begin, bytes);
    }

    /** Asks for a large answer and reads no more than its first byte. */
    void begin(String path) throws IOException {
        send("GET", path, JSON, null);
        read();
    }

    private long skipBody(Status status) throws IOException {
        if (status.length() != CHUNKED) {
            in.skipNBytes(status.length());
            return status.length();
        }
        long bytes = 0;
        while (true) {
            long size = Long.parseLong(header(), 16);
            in.skipNBytes(size);
            header();
            if (size == 0) {
                return bytes;
            }
            bytes += size;
        }
    }

    /** Starts a request whose answer has no end, a watch: its lines follow from {@link #line}. */
    void watch(String path) throws IOException {
        send("GET", path, JSON, null);
        var status = status();
        if (status.code() != 200 || status.length() != CHUNKED) {
            throw new IOException("a watch is answered with " + status);
        }
        leftInChunk = 0;
    }

    private long leftInChunk;

    /** The next line of a watch; null at its end. */
    @Nullable
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            if (leftInChunk == 0) {
                leftInChunk = Long.parseLong(header(), 16);
                if (leftInChunk == 0) {
                    return null;
                }
            }
            int octet = read();
            if (--leftInChunk == 0) {
                header();
            }
            if (octet == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(octet);
        }
    }

    private void send(String method, String path, String contentType, @Nullable String json) throws IOException {
        var head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n");
        if (json != null) {
            head.append("Content-Type: ")
                    .append(contentType)
                    .append("\r\nContent-Length: ")
                    .append(json.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        head.append("\r\n");
        if (json != null) {
            head.append(json);
        }
        out.write(head.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static final long CHUNKED = -1;

    private record Status(int code, long length) {}

    private Status status() throws IOException {
        var line = header();
        if (!line.startsWith("HTTP/1.1 ")) {
            throw new IOException("not an HTTP/1.1 answer: " + line);
        }
        int code = Integer.parseInt(line.substring(9, 12));
        long length = 0;
        for (line = header(); !line.isEmpty(); line = header()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Long.parseLong(line.substring(15).strip());
            } else if (line.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
                length = CHUNKED;
            }
        }
        return new Status(code, length);
    }

    private byte[] body(Status status) throws IOException {
        if (status.length() != CHUNKED) {
            return in.readNBytes((int) status.length());
        }
        var body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(header(), 16);
            body.writeBytes(in.readNBytes(size));
            header();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    /** One line without its CR LF. */
    private String header() throws IOException {
        var line = new StringBuilder(64);
        for (int octet = read(); octet != '\n'; octet = read()) {
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    private int read() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the server closed the connection");
        }
        return octet;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
