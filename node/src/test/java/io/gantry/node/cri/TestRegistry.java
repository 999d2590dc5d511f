package io.gantry.node.cri;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/** An image registry with one small image, {@code /app:1}, that asks for a user and a password. */
final class TestRegistry implements AutoCloseable {
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    private final HttpServer server;
    private final Map<String, byte[]> blobs = new LinkedHashMap<>();
    private final byte[] manifest;

    TestRegistry(String architecture) throws IOException {
        var layer = new byte[1024];
        var config = """
                {"architecture":"%s","os":"linux","config":{"Cmd":["/x"]},"rootfs":{"type":"layers","diff_ids":["%s"]}}
                """.formatted(architecture, digest(layer)).strip().getBytes(UTF_8);
        blobs.put(digest(layer), layer);
        blobs.put(digest(config), config);
        manifest = """
                {"schemaVersion":2,"mediaType":"%s",\
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},\
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}
                """.formatted(MANIFEST_TYPE, digest(config), config.length, digest(layer), layer.length)
                .strip()
                .getBytes(UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v2/", this::answer);
        server.start();
    }

    /** Host and port, as an image name begins with; runtimes speak plain HTTP to this host. */
    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var expected = "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(UTF_8));
            if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (path.equals("/v2/app/manifests/1") || path.equals("/v2/app/manifests/" + digest(manifest))) {
                exchange.getResponseHeaders().set("Content-Type", MANIFEST_TYPE);
                exchange.getResponseHeaders().set("Docker-Content-Digest", digest(manifest));
                send(exchange, manifest);
            } else {
                var blob = blobs.get(path.replaceFirst("^/v2/app/blobs/", ""));
                if (blob == null) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    send(exchange, blob);
                }
            }
        }
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
