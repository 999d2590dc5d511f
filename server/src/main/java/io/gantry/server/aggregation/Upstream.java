package io.gantry.server.aggregation;

import io.gantry.server.edge.Headers;
import io.gantry.server.remote.Address;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an aggregated server, for one request: found at one address and certified under another name, and open
 * for what comes after an upgrade, which Java's own client can neither. HTTP/1.1. One thread may write while another reads;
 * any may close.
 */
final class Upstream implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Of a handshake, in which the other side must not stay silent. */
    private static final int HANDSHAKE_MILLIS = 10_000;

    private final Socket plain;
    private final SSLSocket socket;
    private final BufferedInputStream in;

    private Upstream(Socket plain, SSLSocket socket) throws IOException {
        this.plain = plain;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    /** @param verified whether the certificate must be for {@code serverName} */
    static Upstream open(Address address, SSLContext context, String serverName, boolean verified) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address.host(), address.port()), Math.toIntExact(CONNECT.toMillis()));
            plain.setTcpNoDelay(true);
            plain.setKeepAlive(true);
            plain.setSoTimeout(HANDSHAKE_MILLIS);
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, serverName, address.port(), true);
            if (verified) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            plain.setSoTimeout(0);
            return new Upstream(plain, socket);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /**
     * Sends a request's head.
     *
     * @param target path and query
     * @param headers complete, the body's length or transfer encoding included
     */
    void send(String method, String target, Headers headers) throws IOException {
        StringBuilder head =
                new StringBuilder(512).append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        OutputStream out = socket.getOutputStream();
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Where the request's body, and what follows an upgrade, is written to. */
    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    /** The final answer's head; what is only informational is passed over. */
    ResponseHead head() throws IOException {
        ResponseHead head = ResponseHead.read(in);
        while (head.status() >= 100 && head.status() < 200 && head.status() != 101) {
            head = ResponseHead.read(in);
        }
        return head;
    }

    /** The answer's body as its head says that it is framed; null when it has none. */
    @Nullable
    InputStream body(ResponseHead head, String method) throws IOException {
        return method.equals("HEAD") || head.status() == 204 || head.status() == 304 ? null : head.body(in);
    }

    /** What comes after an upgrade. */
    InputStream in() {
        return in;
    }

    /** At once, also under a thread that reads or writes: an orderly end of TLS could wait for it. */
    @Override
    public void close() throws IOException {
        plain.close();
    }
}
