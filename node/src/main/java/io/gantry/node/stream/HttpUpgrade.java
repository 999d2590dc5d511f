package io.gantry.node.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The HTTP/1.1 exchange that turns a connection into a SPDY/3.1 session. */
final class HttpUpgrade {
    private static final int MAX_HEAD_BYTES = 16 * 1024;
    private static final int MAX_ERROR_BYTES = 8 * 1024;

    private HttpUpgrade() {}

    static void toSpdy(Socket socket, URI url, String protocol) throws IOException {
        var path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        var request = "POST " + path + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                + "\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: " + protocol
                + "\r\nContent-Length: 0\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var in = socket.getInputStream();
        var head = readHead(in).split("\r\n", -1);
        var status = head[0].split(" ", 3);
        if (status.length < 2) {
            throw new IOException("the runtime's streaming server does not speak HTTP, says: " + head[0]);
        }
        if (!status[1].equals("101")) {
            throw new IOException("the runtime's streaming server refused the session: " + head[0] + ": "
                    + new String(in.readNBytes(contentLength(head)), StandardCharsets.UTF_8).strip());
        }
        var accepted = header(head, "x-stream-protocol-version");
        if (!accepted.equals(protocol)) {
            throw new IOException("the runtime's streaming server speaks " + accepted + ", not " + protocol);
        }
    }

    /** Reads up to the empty line byte by byte: what follows belongs to the session. */
    private static String readHead(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        var lastFour = 0;
        while (lastFour != 0x0d0a0d0a) {
            var b = in.read();
            if (b < 0) {
                throw new IOException("the runtime's streaming server closed the connection before it answered");
            }
            if (head.size() >= MAX_HEAD_BYTES) {
                throw new IOException(
                        "the runtime's streaming server answers with a head over " + MAX_HEAD_BYTES + " bytes");
            }
            head.write(b);
            lastFour = lastFour << 8 | b;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static int contentLength(String[] head) throws IOException {
        var value = header(head, "content-length");
        try {
            return value.isEmpty() ? 0 : Math.clamp(Long.parseLong(value), 0, MAX_ERROR_BYTES);
        } catch (NumberFormatException e) {
            throw new IOException("the runtime's streaming server sends a Content-Length of " + value, e);
        }
    }

    /** The value of a header, empty when absent. */
    private static String header(String[] head, String lowerCaseName) {
        for (var line : head) {
            var colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(lowerCaseName)) {
                return line.substring(colon + 1).strip();
            }
        }
        return "";
    }
}
