package io.gantry.server.edge;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the edge listens and its limits.
 *
 * @param address port 0 for any free one
 * @param tls asked at each connection, so that reloaded material serves new connections at once: return the same
 *     instance while nothing has changed; {@code null} for plaintext, which is for tests
 * @param eventLoops threads that do TLS, framing and socket calls
 * @param maxHeaderBytes all header fields of a request together; more is 431. Go's default is 1 MB; credentials and
 *     Kubernetes' selectors fit well into 32 kB
 * @param maxConcurrentStreams per HTTP/2 connection; 250 is Go's default, 100 is the least a server should offer
 * @param maxResetsPerWindow how many streams a client may reset within {@code resetWindow} before its connection is
 *     closed with ENHANCE_YOUR_CALM (rapid reset, CVE-2023-44487). Well over what a client does that ends all its watches
 * @param gzipMinBytes 128 kB as in Kubernetes' API server: below, gzip costs more than it saves
 * @param gzipLevel 1 as in Kubernetes' API server
 * @param streamBufferBytes how far a response may run ahead of its client before its writer blocks
 * @param handshakeTimeout from accept to the end of the TLS handshake
 * @param headerTimeout from the first byte of an HTTP/1.1 request to the end of its head; 32 s in Kubernetes
 * @param idleTimeout how long a connection may wait for its next request, or for the rest of one that is answered, and an
 *     HTTP/2 client may leave an answer untaken (there, up to twice as long); 90 s in Kubernetes
 * @param pingInterval after how long without a frame an HTTP/2 client is pinged; it is gone when as much passes again
 * @param maxMessageBytes of one WebSocket message
 */
public record EdgeConfig(
        InetSocketAddress address,
        @Nullable Supplier<TlsMaterial> tls,
        int eventLoops,
        int maxHeaderBytes,
        int maxConcurrentStreams,
        int maxResetsPerWindow,
        Duration resetWindow,
        int gzipMinBytes,
        int gzipLevel,
        int streamBufferBytes,
        Duration handshakeTimeout,
        Duration headerTimeout,
        Duration idleTimeout,
        Duration pingInterval,
        int maxMessageBytes) {

    public EdgeConfig {
        Objects.requireNonNull(address, "address");
        positive("eventLoops", eventLoops);
        positive("maxHeaderBytes", maxHeaderBytes);
        positive("maxConcurrentStreams", maxConcurrentStreams);
        positive("maxResetsPerWindow", maxResetsPerWindow);
        positive("gzipMinBytes", gzipMinBytes);
        positive("streamBufferBytes", streamBufferBytes);
        positive("maxMessageBytes", maxMessageBytes);
        if (gzipLevel < 1 || gzipLevel > 9) {
            throw new IllegalArgumentException("gzipLevel: must be 1 to 9, is " + gzipLevel);
        }
        positive("resetWindow", resetWindow);
        positive("handshakeTimeout", handshakeTimeout);
        positive("headerTimeout", headerTimeout);
        positive("idleTimeout", idleTimeout);
        positive("pingInterval", pingInterval);
    }

    /** The defaults, over TLS. */
    public static EdgeConfig of(InetSocketAddress address, Supplier<TlsMaterial> tls) {
        return defaults(address, tls);
    }

    /** The defaults, without TLS: HTTP/1.1 only. */
    public static EdgeConfig plaintext(InetSocketAddress address) {
        return defaults(address, null);
    }

    private static EdgeConfig defaults(InetSocketAddress address, @Nullable Supplier<TlsMaterial> tls) {
        return new EdgeConfig(
                address,
                tls,
                Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4),
                32 * 1024,
                250,
                1000,
                Duration.ofSeconds(10),
                128 * 1024,
                1,
                64 * 1024,
                Duration.ofSeconds(10),
                Duration.ofSeconds(32),
                Duration.ofSeconds(90),
                Duration.ofSeconds(30),
                1 << 20);
    }

    public EdgeConfig withEventLoops(int count) {
        return new EdgeConfig(
                address,
                tls,
                count,
                maxHeaderBytes,
                maxConcurrentStreams,
                maxResetsPerWindow,
                resetWindow,
                gzipMinBytes,
                gzipLevel,
                streamBufferBytes,
                handshakeTimeout,
                headerTimeout,
                idleTimeout,
                pingInterval,
                maxMessageBytes);
    }

    /** With other timeouts, for tests of them. */
    public EdgeConfig withTimeouts(Duration handshake, Duration header, Duration idle, Duration ping) {
        return new EdgeConfig(
                address,
                tls,
                eventLoops,
                maxHeaderBytes,
                maxConcurrentStreams,
                maxResetsPerWindow,
                resetWindow,
                gzipMinBytes,
                gzipLevel,
                streamBufferBytes,
                handshake,
                header,
                idle,
                ping,
                maxMessageBytes);
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": must be positive, is " + value);
        }
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + ": must be positive, is " + value);
        }
    }
}
