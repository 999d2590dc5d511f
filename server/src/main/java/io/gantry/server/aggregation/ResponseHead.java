package io.gantry.server.aggregation;

import io.gantry.server.edge.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Status and headers of an HTTP/1.1 answer. Bounded.
 *
 * @param persistent whether the server lets another request follow
 */
record ResponseHead(int status, Headers headers, boolean persistent) {
    private static final int LINE_LIMIT = 64 << 10;
    private static final int HEADERS_LIMIT = 500;

    static ResponseHead read(InputStream in) throws IOException {
        String line = line(in);
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-9]\\d{2}")) {
            throw new IOException("malformed HTTP response \"" + line + "\"");
        }
        Headers.Builder headers = Headers.builder();
        for (int count = 0; ; count++) {
            String header = line(in);
            if (header.isEmpty()) {
                Headers all = headers.build();
                boolean persistent = parts[0].equals("HTTP/1.1") && !all.hasElement("connection", "close");
                return new ResponseHead(Integer.parseInt(parts[1]), all, persistent);
            }
            int colon = header.indexOf(':');
            if (colon <= 0 || count >= HEADERS_LIMIT) {
                throw new IOException(
                        colon <= 0 ? "malformed MIME header line: " + header : "the answer has too many headers");
            }
            try {
                headers.add(
                        header.substring(0, colon), header.substring(colon + 1).strip());
            } catch (IllegalArgumentException e) {
                throw new IOException("malformed MIME header: " + e.getMessage(), e);
            }
        }
    }

    /** The body that follows in {@code in}. */
    FramedBody body(InputStream in) throws IOException {
        if (headers.hasElement("transfer-encoding", "chunked")) {
            return new FramedBody(in, FramedBody.CHUNKED);
        }
        String length = headers.first("content-length");
        return new FramedBody(in, length == null ? FramedBody.TO_THE_END : number(length, 10));
    }

    static long number(String text, int radix) throws IOException {
        try {
            long number = Long.parseLong(text.strip(), radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IOException("malformed length \"" + text + "\"", e);
        }
        throw new IOException("malformed length \"" + text + "\"");
    }

    static String line(InputStream in) throws IOException {
        byte[] line = new byte[128];
        int length = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("EOF");
            }
            if (length >= LINE_LIMIT) {
                throw new IOException("a line of the answer is too long");
            }
            if (length == line.length) {
                line = java.util.Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) c;
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.UTF_8);
    }
}
