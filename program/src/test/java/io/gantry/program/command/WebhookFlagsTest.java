package io.gantry.program.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.gantry.base.Time;
import io.gantry.pki.CertificateAuthority;
import io.gantry.pki.Credential;
import io.gantry.pki.SubjectNames;
import io.gantry.server.auth.webhook.RemoteReview;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A webhook that the options name, over HTTPS. */
class WebhookFlagsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final CertificateAuthority authority =
            CertificateAuthority.create("reviewers", Time.system().now());
    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        Credential credential = authority.issueServer(
                "reviewer",
                new SubjectNames(List.of(), List.of(InetAddress.getLoopbackAddress())),
                Time.system().now());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] none = {};
        store.setKeyEntry("reviewer", credential.key(), none, credential.chain().toArray(new X509Certificate[0]));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, none);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    private RemoteReview remote(CertificateAuthority trusted) throws IOException {
        Files.writeString(directory.resolve("ca.crt"), trusted.certificatePem());
        Path file = Files.writeString(directory.resolve("kubeconfig"), """
                current-context: c
                contexts: [{name: c, context: {cluster: w, user: u}}]
                clusters: [{name: w, cluster: {server: "https://127.0.0.1:%d/review", certificate-authority: ca.crt}}]
                users: [{name: u, user: {token: of-the-api-server}}]
                """.formatted(
                        server.getAddress().getPort()));
        var webhook = CommandLine.populateCommand(
                        new AccessFlags(), "--authentication-token-webhook-config-file=" + file)
                .load()
                .tokenWebhook();
        assertThat(webhook).isNotNull();
        return webhook.remote();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void itIsPostedToAtItsPathWithItsToken() throws Exception {
        server.createContext("/", exchange -> {
            String seen = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            answer(exchange, 201, seen.getBytes(UTF_8));
        });

        RemoteReview.Answer answer = remote(authority).ask("{}".getBytes(UTF_8), LONG);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("POST /review Bearer of-the-api-server {}");
    }

    @Test
    void aServerThatIsNotTheOneIsToldNothing() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 200, new byte[0]));
        var other = CertificateAuthority.create("somebody else", Time.system().now());

        assertThatThrownBy(() -> remote(other).ask("{}".getBytes(UTF_8), LONG)).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerThatHangsInItsMiddleIsGivenUp() throws Exception {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });

        assertThatThrownBy(() -> remote(authority).ask("{}".getBytes(UTF_8), Duration.ofSeconds(1)))
                .isInstanceOf(IOException.class)
                .hasMessage("no answer within 1 s");
    }

    @Test
    void anAnswerWithoutEndIsGivenUpAndNoRedirectIsFollowed() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 200, new byte[2 << 20]));
        assertThatThrownBy(() -> remote(authority).ask("{}".getBytes(UTF_8), LONG))
                .isInstanceOf(IOException.class);

        server.removeContext("/");
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "https://127.0.0.1:1/");
            answer(exchange, 307, new byte[] {1});
        });
        assertThat(remote(authority).ask("{}".getBytes(UTF_8), LONG).status()).isEqualTo(307);
    }
}
