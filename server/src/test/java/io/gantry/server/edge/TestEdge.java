package io.gantry.server.edge;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An edge on a free port, and clients for it. */
public final class TestEdge implements AutoCloseable {
    private final EdgeServer server;
    private final boolean secure;

    private TestEdge(EdgeConfig config, Handler handler) throws IOException {
        this.server = new EdgeServer(config, handler).start();
        this.secure = config.tls() != null;
    }

    public static TestEdge tls(Handler handler) throws IOException {
        return tls(handler, config -> config);
    }

    public static TestEdge tls(Handler handler, UnaryOperator<EdgeConfig> change) throws IOException {
        var material = TestTls.material(TestTls.CA);
        return of(change.apply(EdgeConfig.of(anyPort(), () -> material)), handler);
    }

    public static TestEdge plain(Handler handler) throws IOException {
        return of(EdgeConfig.plaintext(anyPort()), handler);
    }

    public static TestEdge of(EdgeConfig config, Handler handler) throws IOException {
        return new TestEdge(config, handler);
    }

    public static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public EdgeServer server() {
        return server;
    }

    public int port() {
        return server.address().getPort();
    }

    public URI uri(String path) {
        return URI.create((secure ? "https" : "http") + "://localhost:" + port() + path);
    }

    public URI webSocketUri(String path) {
        return URI.create((secure ? "wss" : "ws") + "://localhost:" + port() + path);
    }

    public static HttpClient client(HttpClient.Version version) {
        return client(version, null);
    }

    public static HttpClient client(HttpClient.Version version, @Nullable X509Bundle certificate) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(TestTls.clientContext(certificate))
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** A request with a timeout, so that no test hangs. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    }

    public HttpResponse<String> get(HttpClient client, String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A socket to the plaintext port, which gives up reading after 10 s. */
    public Socket socket() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** A TLS connection with ALPN {@code protocol}. */
    public SSLSocket tlsSocket(String protocol) throws IOException {
        var socket = (SSLSocket)
                TestTls.clientContext(null).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port());
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    @Override
    public void close() {
        server.close(Duration.ofSeconds(2));
    }
}
