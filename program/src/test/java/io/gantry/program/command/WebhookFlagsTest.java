package io.gantry.program.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.base.Time;
import io.gantry.pki.CertificateAuthority;
import io.gantry.server.auth.webhook.RemoteReview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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
    private TlsServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TlsServer(authority);
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.close();
    }

    private RemoteReview remote(CertificateAuthority trusted) throws IOException {
        Files.writeString(directory.resolve("ca.crt"), trusted.certificatePem());
        Path file = Files.writeString(directory.resolve("kubeconfig"), """
                current-context: c
                contexts: [{name: c, context: {cluster: w, user: u}}]
                clusters: [{name: w, cluster: {server: "%s/review", certificate-authority: ca.crt}}]
                users: [{name: u, user: {token: of-the-api-server}}]
                """.formatted(server.url()));
        var webhook = CommandLine.populateCommand(
                        new AccessFlags(), "--authentication-token-webhook-config-file=" + file)
                .load()
                .tokenWebhook();
        assertThat(webhook).isNotNull();
        return webhook.remote();
    }

    @Test
    void itIsPostedToAtItsPathWithItsToken() throws Exception {
        server.at("/", exchange -> {
            String seen = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            TlsServer.answer(exchange, 201, seen.getBytes(UTF_8));
        });

        RemoteReview.Answer answer = remote(authority).ask("{}".getBytes(UTF_8), LONG);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("POST /review Bearer of-the-api-server {}");
    }

    @Test
    void aServerThatIsNotTheOneIsToldNothing() throws Exception {
        server.at("/", exchange -> TlsServer.answer(exchange, 200, new byte[0]));
        var other = CertificateAuthority.create("somebody else", Time.system().now());

        assertThatThrownBy(() -> remote(other).ask("{}".getBytes(UTF_8), LONG)).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerThatHangsInItsMiddleIsGivenUp() throws Exception {
        server.at("/", exchange -> {
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
        server.at("/", exchange -> TlsServer.answer(exchange, 200, new byte[2 << 20]));
        assertThatThrownBy(() -> remote(authority).ask("{}".getBytes(UTF_8), LONG))
                .isInstanceOf(IOException.class);

        server.at("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "https://127.0.0.1:1/");
            TlsServer.answer(exchange, 307, new byte[] {1});
        });
        assertThat(remote(authority).ask("{}".getBytes(UTF_8), LONG).status()).isEqualTo(307);
    }
}
