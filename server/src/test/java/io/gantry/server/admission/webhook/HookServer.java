package io.gantry.server.admission.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.gantry.api.codec.Tree;
import io.gantry.server.edge.TestTls;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A webhook's server: each path answers with what a test wants, and the questions are remembered. */
public final class HookServer implements AutoCloseable {
    public final List<Map<String, Object>> questions = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Map<String, Object>, String>> paths = new ConcurrentHashMap<>();
    private final HttpsServer server;

    public HookServer() {
        server = listening();
        server.createContext("/", this::handle);
        server.start();
    }

    /** A server with a certificate of {@link TestTls#CA}, not started. */
    public static HttpsServer listening() {
        HttpsServer server;
        try {
            X509Bundle certificate = TestTls.build(
                    new CertificateBuilder()
                            .ecp256()
                            .subject("CN=hook")
                            .addSanDnsName("hook.shop.svc")
                            .addSanIpAddress(InetAddress.getLoopbackAddress())
                            .addExtendedKeyUsageServerAuth(),
                    TestTls.CA);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] none = {};
            store.setKeyEntry("hook", certificate.getKeyPair().getPrivate(), none, certificate.getCertificatePath());
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
        } catch (Exception e) {
            throw new IllegalStateException("the webhook's server", e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return server;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, Object> review =
                    Tree.object(Tree.parseJson(exchange.getRequestBody().readAllBytes()));
            Map<String, Object> request = Tree.object(review.get("request"));
            Function<Map<String, Object>, String> answer =
                    paths.get(exchange.getRequestURI().getPath());
            if (answer == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            questions.add(request);
            String text = answer.apply(request);
            String whole = text.startsWith("{") ? text : """
                    {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
                     "response": {"uid": "%s", %s}}
                    """.formatted(request.get("uid"), text);
            byte[] body = whole.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    200, questions.size() % 2 == 0 ? body.length : 0); // with a length or in chunks
            exchange.getResponseBody().write(body);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "https://127.0.0.1:" + port() + path;
    }

    /** The authority of this server's certificate, as configurations of webhooks name it. */
    public static String caBundle() {
        return Base64.getEncoder().encodeToString(TestTls.CA.getCertificatePEM().getBytes(StandardCharsets.US_ASCII));
    }

    /** @param response the fields of the response without braces, or a whole answer with them */
    public void answer(String path, Function<Map<String, Object>, String> response) {
        paths.put(path, response);
    }

    /** A response that allows, and changes by this JSON patch. */
    static String patch(String operations) {
        return "\"allowed\": true, \"patchType\": \"JSONPatch\", \"patch\": \""
                + Base64.getEncoder().encodeToString(operations.getBytes(StandardCharsets.UTF_8)) + "\"";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
