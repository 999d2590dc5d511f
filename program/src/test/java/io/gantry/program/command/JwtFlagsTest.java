package io.gantry.program.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.Time;
import io.gantry.pki.CertificateAuthority;
import io.gantry.pki.ServiceAccountTokens;
import io.gantry.pki.TokenSpec;
import io.gantry.server.auth.jwt.JwtOptions;
import io.gantry.server.auth.jwt.JwtTokens;
import io.gantry.server.request.UserInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An issuer that the options name, over HTTPS: another cluster, whose service accounts are let in. */
class JwtFlagsTest {
    private final CertificateAuthority authority =
            CertificateAuthority.create("issuers", Time.system().now());

    @TempDir
    private Path directory;

    private TlsServer server;
    private ServiceAccountTokens issuer;

    @BeforeEach
    void start() throws Exception {
        server = new TlsServer(authority);
        issuer = ServiceAccountTokens.create(server.url());
        String description = issuer.discovery(server.url() + "/moved");
        server.at(
                "/.well-known/openid-configuration",
                exchange -> TlsServer.answer(exchange, 200, description.getBytes(UTF_8)));
        server.at("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/keys");
            TlsServer.answer(exchange, 302, new byte[] {1});
        });
        server.at(
                "/keys",
                exchange -> TlsServer.answer(exchange, 200, issuer.jwks().getBytes(UTF_8)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Optional<UserInfo> user(String... more) throws Exception {
        return user(authority, more);
    }

    private Optional<UserInfo> user(CertificateAuthority believed, String... more) throws Exception {
        Path trusted = Files.writeString(directory.resolve("ca.crt"), believed.certificatePem());
        List<String> arguments = new ArrayList<>(List.of(
                "--oidc-issuer-url=" + server.url(),
                "--oidc-client-id=shop",
                "--oidc-ca-file=" + trusted,
                "--oidc-signing-algs=ES256"));
        arguments.addAll(Arrays.asList(more));
        JwtOptions options = CommandLine.populateCommand(new AccessFlags(), arguments.toArray(new String[0]))
                .load()
                .jwt();
        assertThat(options).isNotNull();
        TokenSpec spec =
                new TokenSpec("default", "robot", "1", List.of("shop"), null, null, null, Duration.ofHours(1), null);
        try (JwtTokens tokens = JwtTokens.start(options, Time.system())) {
            return tokens.find(issuer.issue(spec, Time.system().now()));
        }
    }

    @Test
    void itsTokensAreChecked() throws Exception {
        assertThat(user().map(UserInfo::name)).contains(server.url() + "#system:serviceaccount:default:robot");
        assertThat(user("--oidc-username-prefix=other:", "--oidc-groups-claim=aud", "--oidc-groups-prefix=aud:"))
                .hasValueSatisfying(user -> {
                    assertThat(user.name()).isEqualTo("other:system:serviceaccount:default:robot");
                    assertThat(user.groups()).containsExactly("aud:shop");
                });
        assertThat(user("--oidc-username-prefix=-").map(UserInfo::name))
                .contains("system:serviceaccount:default:robot");
        assertThat(user("--oidc-username-claim=email")).isEmpty();
        assertThat(user("--oidc-required-claim=sub=system:serviceaccount:default:robot"))
                .isPresent();
        assertThat(user("--oidc-required-claim=sub=ann")).isEmpty();
    }

    @Test
    void anIssuerThatIsNotTheOneIsNotBelieved() throws Exception {
        assertThat(user(CertificateAuthority.create(
                        "somebody else", Time.system().now())))
                .isEmpty();
        server.at("/keys", exchange -> TlsServer.answer(exchange, 404, new byte[] {1}));
        assertThat(user()).isEmpty();
    }
}
