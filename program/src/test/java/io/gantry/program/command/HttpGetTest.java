package io.gantry.program.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.gantry.base.Time;
import io.gantry.client.http.HttpGet;
import io.gantry.pki.CertificateAuthority;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents that stand behind a token, on a server that sends readers on. */
final class HttpGetTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final CertificateAuthority authority =
            CertificateAuthority.create("documents", Time.system().now());
    private final List<String> tokens = new ArrayList<>();

    private TlsServer first;
    private TlsServer second;
    private HttpGet http;

    @BeforeEach
    void start() throws Exception {
        first = new TlsServer(authority);
        second = new TlsServer(authority);
        http = new HttpGet(authority.certificatePem(), "test");
        first.at("/document", this::answer);
        second.at("/document", this::answer);
        first.at("/near", exchange -> move(exchange, "/document"));
        first.at("/away", exchange -> move(exchange, second.url() + "/document"));
        first.at("/round", exchange -> move(exchange, "/round"));
        first.at("/plain", exchange -> move(exchange, "http://localhost/document"));
    }

    @AfterEach
    void stop() {
        http.close();
        first.close();
        second.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        tokens.add(Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), ""));
        TlsServer.answer(exchange, 200, new byte[] {1});
    }

    private static void move(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        TlsServer.answer(exchange, 302, new byte[] {2});
    }

    private byte[] get(String path) throws Exception {
        return http.get(URI.create(first.url() + path), "secret", TIMEOUT);
    }

    @Test
    void theTokenIsShownToTheServerThatItIsForAlone() throws Exception {
        assertThat(get("/document")).containsExactly(1);
        assertThat(get("/near")).containsExactly(1);
        assertThat(get("/away")).containsExactly(1);
        assertThat(tokens).containsExactly("Bearer secret", "Bearer secret", "");
    }

    @Test
    void nobodyIsSentRoundOrToPlainHttp() {
        assertThatThrownBy(() -> get("/round")).hasMessageEndingWith("/round has moved too often");
        assertThatThrownBy(() -> get("/plain")).hasMessage("http://localhost/document is not https://HOST/...");
    }
}
