package io.gantry.server.admission.webhook;

import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import io.gantry.server.remote.DialErrors;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One POST over TLS to a server that is found at one address and certified under another name, which Java's own client cannot
 * do. HTTP/1.1, one request for each connection. Thread-safe.
 */
final class HttpsPost {
    private static final int BODY_LIMIT = 8 << 20;
    private static final int LINE_LIMIT = 16 << 10;
    private static final int HEADERS_LIMIT = 200;

    private final Time time;

    HttpsPost(Time time) {
        this.time = time;
    }

    /** Status and body of an answer. */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared by nobody
    record Answer(int status, byte[] body) {}

    /** @throws HookFailure in the words that a client of Kubernetes knows */
    Answer send(HookAddress address, SSLContext trust, byte[] body, Duration timeout) throws HookFailure {
        try (Socket plain = new Socket();
                Cancellable _ = time.schedule(timeout, () -> close(plain))) {
            int millis = Math.toIntExact(timeout.toMillis());
            plain.connect(
                    new InetSocketAddress(address.at().host(), address.at().port()), millis);
            plain.setSoTimeout(millis);
            plain.setTcpNoDelay(true);
            try (SSLSocket socket = (SSLSocket) trust.getSocketFactory()
                    .createSocket(plain, address.name(), address.at().port(), true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                write(socket.getOutputStream(), address, body);
                return read(new BufferedInputStream(socket.getInputStream()));
            }
        } catch (SocketTimeoutException e) {
            throw address.failed("context deadline exceeded");
        } catch (IOException e) {
            // A timer that closes the socket under the read is such a failure, too.
            throw address.failed(DialErrors.text(address.at(), e));
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(OutputStream out, HookAddress address, byte[] body) throws IOException {
        String head = "POST " + address.path() + " HTTP/1.1\r\n"
                + "Host: " + address.name() + ":" + address.at().port() + "\r\n"
                + "User-Agent: kube-apiserver-admission\r\n"
                + "Accept: application/json, */*\r\n"
                + "Content-Type: application/json\r\n"
                + "Connection: close\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    private static Answer read(InputStream in) throws IOException {
        String status = line(in);
        String[] parts = status.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("\\d{3}")) {
            throw new IOException("malformed HTTP response \"" + status + "\"");
        }
        long length = -1;
        boolean chunked = false;
        for (int headers = 0; ; headers++) {
            String header = line(in);
            if (header.isEmpty()) {
                break;
            }
            if (headers >= HEADERS_LIMIT) {
                throw new IOException("too many headers");
            }
            int colon = header.indexOf(':');
            String name = colon < 0 ? "" : header.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = header.substring(colon + 1).trim();
            if (name.equals("content-length")) {
                length = number(value, 10);
            } else if (name.equals("transfer-encoding")) {
                chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
            }
        }
        byte[] body = chunked ? chunks(in) : length >= 0 ? exactly(in, length) : rest(in);
        return new Answer(Integer.parseInt(parts[1]), body);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (line.length() >= LINE_LIMIT) {
                throw new IOException("a line of the answer is too long");
            }
            line.append((char) c);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String line = line(in);
            int semicolon = line.indexOf(';');
            long size = number((semicolon < 0 ? line : line.substring(0, semicolon)).trim(), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            limit(body.size() + size);
            body.write(exactly(in, size));
            line(in);
        }
    }

    private static long number(String text, int radix) throws IOException {
        try {
            return Long.parseUnsignedLong(text, radix);
        } catch (NumberFormatException e) {
            throw new IOException("malformed length \"" + text + "\"", e);
        }
    }

    private static byte[] exactly(InputStream in, long length) throws IOException {
        limit(length);
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new EOFException();
        }
        return body;
    }

    private static byte[] rest(InputStream in) throws IOException {
        byte[] body = in.readNBytes(BODY_LIMIT + 1);
        limit(body.length);
        return body;
    }

    private static void limit(long length) throws IOException {
        if (length < 0 || length > BODY_LIMIT) {
            throw new IOException("the answer is longer than " + BODY_LIMIT + " bytes");
        }
    }
}
