package io.gantry.server.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, or the upgrade that takes the response's place.
 *
 * <p>The request's head may be read from any thread. Body, response and upgrade belong to the handler's thread, or to one
 * other thread that it hands them to. Exactly one of {@code respond...} and {@code accept...} may be called, once.
 */
public interface Exchange {
    /** {@code GET}, {@code POST}... as sent. */
    String method();

    /** The path as sent, without the query; it begins with a slash. */
    String rawPath();

    /**
     * The path's decoded segments, empty ones left out: {@code /api/v1/} is {@code [api, v1]}.
     *
     * @throws EdgeException 400 when an escape is broken
     */
    List<String> segments() throws EdgeException;

    /** What follows the question mark, as sent; empty when there is none. */
    String rawQuery();

    /**
     * The decoded query.
     *
     * @throws EdgeException 400 when an escape is broken
     */
    Query query() throws EdgeException;

    Headers headers();

    /** {@code Host} or {@code :authority}; empty when an HTTP/1.0 client left it out. */
    String authority();

    Protocol protocol();

    /** Whether the connection is TLS. */
    boolean secure();

    InetSocketAddress remoteAddress();

    /**
     * The client's certificate and its intermediates, verified now against the client CAs: leaf first; empty when the
     * client presented none or {@link #peerCertificateProblem()} is set.
     *
     * <p>As in Kubernetes' API server, a certificate that does not verify does not end the handshake, in which the client
     * only proved that it holds the key: the authenticator decides (401 unless another credential is good).
     */
    List<X509Certificate> peerCertificates();

    /**
     * The chain that the client presented, leaf first, verified by nobody: the client only proved that it holds the first
     * certificate's key. The same object for all requests of a connection.
     */
    List<X509Certificate> presentedCertificates();

    /** Why the certificate that the client presented was not accepted; {@code null} when it was, or there was none. */
    @Nullable
    String peerCertificateProblem();

    /**
     * The whole body, un-gzipped when its {@code Content-Encoding} says so.
     *
     * @throws BodyTooLargeException when there are more than {@code maxBytes}, counted after decoding
     * @throws EdgeException 415 for another content encoding, 400 for broken gzip
     * @throws IOException when the client went away
     */
    byte[] readBody(int maxBytes) throws IOException;

    /** The body as sent, unlimited and not decoded, read with back-pressure. An alternative to {@link #readBody}. */
    InputStream body();

    /**
     * Answers with a whole body, which must not be changed afterwards. {@code Date} and {@code Content-Length} are added;
     * bodies from {@link EdgeConfig#gzipMinBytes()} on are gzipped when the client accepts it and {@code headers} have no
     * {@code Content-Encoding}. Does not wait for the client to take it.
     */
    void respond(int status, Headers headers, byte[] body) throws IOException;

    /** Begins a response whose head is sent at the first flush; never gzipped. For watches, logs and proxies. */
    ResponseStream respondStream(int status, Headers headers) throws IOException;

    /**
     * Begins a response of a size not known yet, for large lists: up to {@link EdgeConfig#gzipMinBytes()} it is kept and
     * sent as by {@link #respond}; beyond, it is streamed, gzipped when the client accepts it. {@code flush} does nothing
     * before that size is reached.
     */
    ResponseStream respondLarge(int status, Headers headers) throws IOException;

    /** Whether a response or an upgrade has begun. */
    boolean responded();

    /**
     * Runs {@code action} when a response or an upgrade begins, on the thread that begins it; {@link #status()} says how. One
     * action at most.
     */
    void onResponse(Runnable action);

    /** The status of the response that has begun, 101 for an upgrade; 0 when none has. */
    int status();

    /** How many bytes of the response's body were sent so far, compressed if it is; without what goes over an upgrade. */
    long sentBytes();

    /**
     * Runs {@code action} once, on a thread of its own, when the client goes away, resets the stream, or the server drains
     * its connections before it closes; at once when that has happened already, never after the exchange has ended.
     */
    void onClose(Runnable action);

    /**
     * Interrupts the calling thread when {@link #onClose} would run; until closed. After {@code close()} no interrupt
     * comes any more, and one of its own that is pending is cleared.
     */
    InterruptScope interruptOnClose();

    /**
     * Lets a streamed response go on after the handler has returned: the last thing that a handler does with the exchange.
     *
     * @param mayBlock whether its turns may wait for something after all, and so must not hold up the connection's others
     * @return asks for a turn when it is run: on any thread, without blocking
     */
    Runnable goOn(LastingResponse response, boolean mayBlock);

    /** Whether the client is gone, or the server drains. */
    boolean closed();

    /** Whether the client asks for WebSocket. */
    boolean wantsWebSocket();

    /** Whether the client asks for SPDY/3.1. */
    boolean wantsSpdy();

    /** The subprotocols that a WebSocket client offers, in its order. */
    List<String> offeredSubprotocols();

    /**
     * Switches to WebSocket. The subprotocol is the client's first that is in {@code supported}; none when the client
     * offered none. Close the result; the edge closes it when the handler returns.
     *
     * @throws EdgeException 400 when the request is no WebSocket upgrade, 403 when it offers only subprotocols that are not
     *     supported
     */
    WebSocket acceptWebSocket(List<String> supported) throws IOException;

    /**
     * Switches to SPDY/3.1, with {@code headers} added to the 101. Close the result; the edge closes it when the handler
     * returns.
     *
     * @throws EdgeException 400 when the request is no SPDY/3.1 upgrade
     */
    SpdyConnection acceptSpdy(Headers headers) throws IOException;

    /**
     * Switches to WebSocket with {@code subprotocol}, whose binary messages carry a SPDY/3.1 connection: kubectl's
     * port-forward tunnel.
     */
    SpdyConnection acceptSpdyTunnel(String subprotocol) throws IOException;

    /**
     * Answers 101 with {@code headers}, which name the protocol, and gives the connection to who passes its bytes on. Close
     * the result; the edge closes it when the handler returns.
     *
     * @throws EdgeException 400 over HTTP/2, which has no such upgrades
     */
    RawConnection acceptRaw(Headers headers) throws IOException;

    /** See {@link #interruptOnClose()}. */
    interface InterruptScope extends AutoCloseable {
        @Override
        void close();
    }
}
