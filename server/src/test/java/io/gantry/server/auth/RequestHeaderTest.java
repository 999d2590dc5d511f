package io.gantry.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.server.edge.EdgeConfig;
import io.gantry.server.edge.Headers;
import io.gantry.server.edge.TestEdge;
import io.gantry.server.edge.TestTls;
import io.gantry.server.edge.TlsMaterial;
import io.gantry.server.request.UserInfo;
import io.netty.pkitesting.X509Bundle;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Over TLS, since what counts is which certificate the client shows. */
final class RequestHeaderTest {
    private static TestEdge edge(List<String> allowedNames) throws Exception {
        var authorities = List.of(TestTls.OTHER_CA.getCertificate());
        var options = new RequestHeaderOptions(
                authorities,
                allowedNames,
                List.of("X-Remote-User", "X-User"),
                List.of("X-Remote-Uid"),
                List.of("X-Remote-Group"),
                List.of("X-Remote-Extra-"));
        var authenticator = new RequestHeaderAuthenticator(
                options,
                Time.system(),
                new RequestAuthenticator((token, audiences) -> Optional.empty(), AnonymousAccess.EVERYWHERE)
                        ::authenticate);
        TlsMaterial own = TestTls.material(TestTls.CA);
        var material = new TlsMaterial(own.key(), own.chain(), own.clientCas(), authorities);
        return TestEdge.of(EdgeConfig.of(TestEdge.anyPort(), () -> material), exchange -> {
            String text;
            try {
                UserInfo user = authenticator.authenticate(exchange, (key, value) -> {});
                boolean proxied = !user.extra().containsKey("authentication.kubernetes.io/credential-id");
                text = user.name() + " " + user.uid() + " " + user.groups() + (proxied ? " " + user.extra() : "");
            } catch (StatusException e) {
                text = String.valueOf(e.code());
            }
            exchange.respond(200, Headers.empty(), text.getBytes(UTF_8));
        });
    }

    private static String ask(TestEdge edge, @Nullable X509Bundle certificate, String... headers) throws Exception {
        try (var client = TestEdge.client(HttpClient.Version.HTTP_2, certificate)) {
            var request = edge.request("/");
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void aProxySaysWhoTheUserIs() throws Exception {
        try (var edge = edge(List.of("front", "back"))) {
            X509Bundle proxy = TestTls.client("CN=front", TestTls.OTHER_CA);

            assertThat(ask(
                            edge,
                            proxy,
                            "x-remote-user",
                            "ann",
                            "x-remote-uid",
                            "7",
                            "x-remote-group",
                            "devs",
                            "x-remote-group",
                            "ops",
                            "X-Remote-Extra-Acme.com%2FProject",
                            "some"))
                    .isEqualTo("ann 7 [devs, ops, system:authenticated] {acme.com/project=[some]}");
            assertThat(ask(edge, proxy, "x-user", "ben")).isEqualTo("ben  [system:authenticated] {}");
            assertThat(ask(edge, proxy)).as("a proxy by itself is nobody").isEqualTo("401");
        }
    }

    @Test
    void nobodyElseIsBelieved() throws Exception {
        try (var edge = edge(List.of("front"))) {
            assertThat(ask(edge, TestTls.client("CN=me", TestTls.CA), "x-remote-user", "ann"))
                    .isEqualTo("me  [system:authenticated]");
            assertThat(ask(edge, null, "x-remote-user", "ann")).startsWith("system:anonymous");
            assertThat(ask(edge, TestTls.client("CN=stranger", TestTls.OTHER_CA), "x-remote-user", "ann"))
                    .as("a name that is not allowed")
                    .isEqualTo("401");
        }
        try (var edge = edge(List.of())) {
            assertThat(ask(edge, TestTls.client("CN=any", TestTls.OTHER_CA), "x-remote-user", "ann"))
                    .startsWith("ann ");
        }
    }
}
