package io.gantry.server.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientCertificateTest {
    private static void whoAmI(Exchange exchange) throws Exception {
        var chain = exchange.peerCertificates();
        String text = chain.isEmpty()
                ? "nobody: " + exchange.peerCertificateProblem()
                : chain.getFirst().getSubjectX500Principal().getName();
        exchange.respond(200, Headers.empty(), text.getBytes(UTF_8));
    }

    private static String ask(TestEdge edge, HttpClient.Version version, @Nullable X509Bundle certificate)
            throws Exception {
        try (var client = TestEdge.client(version, certificate)) {
            return edge.get(client, "/").body();
        }
    }

    @Test
    void onlyOurCertificatesAreIdentities() throws Exception {
        try (var edge = TestEdge.tls(ClientCertificateTest::whoAmI)) {
            for (var version : HttpClient.Version.values()) {
                assertThat(ask(edge, version, null)).isEqualTo("nobody: null");
                assertThat(ask(edge, version, TestTls.client("O=system:masters,CN=me", TestTls.CA)))
                        .isEqualTo("O=system:masters,CN=me");
            }
            assertThat(ask(edge, HttpClient.Version.HTTP_2, TestTls.expiredClient("CN=me")))
                    .startsWith("nobody: x509: certificate has expired");
            var forServers = TestTls.build(
                    new CertificateBuilder().ecp256().subject("CN=me").addExtendedKeyUsageServerAuth(), TestTls.CA);
            assertThat(ask(edge, HttpClient.Version.HTTP_2, forServers))
                    .startsWith("nobody: x509: certificate specifies an incompatible key usage");
        }
    }

    @Test
    void aStrangersCertificateIsNoReasonToEndTheHandshake() throws Exception {
        // Clients in Java choose a certificate by the authorities that the server names, and show none of a stranger:
        // so this one asks for the stranger's CA in the handshake and judges by ours.
        var both = TestTls.material(TestTls.CA, TestTls.OTHER_CA);
        var ours = TestTls.material(TestTls.CA);
        var material = new AtomicReference<>(both);
        try (var edge = TestEdge.of(EdgeConfig.of(TestEdge.anyPort(), material::get), exchange -> {
            material.set(ours);
            whoAmI(exchange);
        })) {
            assertThat(ask(edge, HttpClient.Version.HTTP_2, TestTls.client("CN=stranger", TestTls.OTHER_CA)))
                    .startsWith("nobody: x509: certificate signed by unknown authority");
        }
    }

    @Test
    void newMaterialServesNewConnectionsAndJudgesOldOnes() throws Exception {
        var material = new AtomicReference<>(TestTls.material(TestTls.CA));
        try (var edge = TestEdge.of(EdgeConfig.of(TestEdge.anyPort(), material::get), ClientCertificateTest::whoAmI);
                var client = TestEdge.client(HttpClient.Version.HTTP_2, TestTls.client("CN=me", TestTls.CA))) {
            assertThat(edge.get(client, "/").body()).isEqualTo("CN=me");
            material.set(TestTls.material(TestTls.OTHER_CA));
            assertThat(edge.get(client, "/").body()).startsWith("nobody: x509");
            assertThat(ask(edge, HttpClient.Version.HTTP_2, TestTls.client("CN=you", TestTls.OTHER_CA)))
                    .isEqualTo("CN=you");
            assertThat(edge.server().connectionCount()).isGreaterThanOrEqualTo(1);
        }
    }
}
