package io.gantry.server.aggregation;

import io.gantry.server.remote.Address;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection to an aggregated server: found at one address and certified under another name, which Java's own client cannot
 * do. One request at a time.
 */
final class Link implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Of a handshake, in which the other side must not stay silent. */
    private static final int HANDSHAKE_MILLIS = 10_000;

    /**
     * Whom it leads to. Links to equal targets can stand in for each other.
     *
     * @param verified whether the certificate must be for {@code serverName}
     */
    record Target(Address address, SSLContext context, String serverName, boolean verified) {}

    final Target target;
    final SSLSocket socket;
    final BufferedInputStream in;
    /** By the monotonic clock; of one that nobody uses. */
    long idleSince;

    private final Socket plain;

    private Link(Target target, Socket plain, SSLSocket socket) throws IOException {
        this.target = target;
        this.plain = plain;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    static Link open(Target target) throws IOException {
        Address address = target.address();
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address.host(), address.port()), Math.toIntExact(CONNECT.toMillis()));
            plain.setTcpNoDelay(true);
            plain.setKeepAlive(true);
            plain.setSoTimeout(HANDSHAKE_MILLIS);
            SSLSocket socket = (SSLSocket)
                    target.context().getSocketFactory().createSocket(plain, target.serverName(), address.port(), true);
            if (target.verified()) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            plain.setSoTimeout(0);
            return new Link(target, plain, socket);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** Whether nothing has come that nobody asked for: the end of TLS, or an answer too many. */
    boolean isSilent() {
        try {
            return in.available() == 0 && plain.getInputStream().available() == 0;
        } catch (IOException e) {
            return false; // it is broken
        }
    }

    /** At once, also under a thread that reads or writes: an orderly end of TLS could wait for it. */
    @Override
    public void close() throws IOException {
        plain.close();
    }
}
