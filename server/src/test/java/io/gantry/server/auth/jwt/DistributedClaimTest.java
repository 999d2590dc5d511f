package io.gantry.server.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.gantry.base.VirtualTime;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups that do not stand in the token itself. */
final class DistributedClaimTest {
    private static final String OTHER = "https://groups.test";
    private static final String PLACE = "https://groups.test/of/ann";

    private final FakeIssuer issuer = new FakeIssuer();

    @TempDir
    private Path directory;

    private JwtTokens tokens;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.writeString(directory.resolve("authentication.yaml"), """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AuthenticationConfiguration
                jwt:
                - issuer: {url: "https://issuer.test", audiences: [kubernetes]}
                  claimMappings:
                    username: {claim: sub, prefix: ""}
                    groups: {claim: groups, prefix: "g:"}
                  claimValidationRules:
                  - {expression: "!has(claims.groups) || claims.groups != ['banned']"}
                """);
        tokens = JwtTokens.start(JwtOptions.ofFile(file, Set.of(), issuer), new VirtualTime());
        issuer.documents.put(
                OTHER + "/.well-known/openid-configuration",
                "{\"issuer\": \"https://groups.test\", \"jwks_uri\": \"https://groups.test/keys\"}");
        issuer.documents.put(OTHER + "/keys", new JWKSet(List.of(FakeIssuer.OTHER_RSA)).toString(true));
    }

    private Optional<List<String>> groups(Map<String, ?> more) {
        return tokens.find(FakeIssuer.token(more)).map(UserInfo::groups);
    }

    private Optional<List<String>> groupsOf(String source) {
        return groups(Map.of("_claim_names", Map.of("groups", source), "_claim_sources", sources()));
    }

    private static Map<String, ?> sources() {
        return Map.of(
                "open", Map.of("endpoint", PLACE),
                "kept", Map.of("endpoint", PLACE, "access_token", "secret"),
                "within", Map.of("JWT", "a.b.c"));
    }

    private void stands(RSAKey key, Map<String, ?> more) {
        issuer.documents.put(PLACE, FakeIssuer.signed(JWSAlgorithm.RS256, key, FakeIssuer.claims(more)));
    }

    @Test
    void groupsAreReadWhereTheTokenSays() {
        stands(FakeIssuer.RSA, Map.of("groups", List.of("a", "b")));

        assertThat(groupsOf("open")).contains(List.of("g:a", "g:b"));
        assertThat(groupsOf("kept")).contains(List.of("g:a", "g:b"));
        assertThat(issuer.asked).contains(PLACE, PLACE + " secret");
    }

    @Test
    void anotherIssuerMayHaveSignedThem() {
        stands(FakeIssuer.OTHER_RSA, Map.of("iss", OTHER, "groups", "a"));

        assertThat(groupsOf("open")).contains(List.of("g:a"));
    }

    @Test
    void theyAreCheckedLikeThoseInTheTokenItself() {
        stands(FakeIssuer.RSA, Map.of("groups", List.of("banned")));

        assertThat(groupsOf("open")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://issuer.test, https://other.test, kubernetes, 1767229200",
        "https://groups.test, https://groups.test, kubernetes, 1767229200",
        "https://issuer.test, https://issuer.test, others, 1767229200",
        "https://issuer.test, https://issuer.test, kubernetes, 1767225000",
    })
    void aTokenThatWouldLetNobodyInGivesNoGroups(String name, String iss, String audience, long expires) {
        stands(FakeIssuer.RSA, Map.of("iss", iss, "aud", audience, "exp", expires, "groups", List.of("a")));

        assertThat(groupsOf("open")).describedAs(name).isEmpty();
    }

    @Test
    void whatIsNotThereOrNoTokenLetsNobodyIn() {
        issuer.documents.put(PLACE, "{\"groups\": [\"a\"]}");
        assertThat(groupsOf("open")).isEmpty();
        stands(FakeIssuer.RSA, Map.of());
        assertThat(groupsOf("kept")).isEmpty();
        assertThat(groupsOf("missing")).isEmpty();
        assertThat(groups(Map.of("_claim_names", Map.of("groups", "open")))).isEmpty();
        assertThat(groups(Map.of("_claim_names", "open", "_claim_sources", sources())))
                .isEmpty();
        assertThat(groups(Map.of("_claim_names", Map.of("groups", "a"), "_claim_sources", Map.of("a", "b"))))
                .isEmpty();
    }

    @Test
    void nobodyIsAskedForGroupsThatAreThereOrThatTheTokenDoesNotName() {
        Map<String, ?> names = Map.of("groups", "open");
        assertThat(groups(Map.of("groups", "own", "_claim_names", names, "_claim_sources", sources())))
                .contains(List.of("g:own"));
        assertThat(groups(Map.of("_claim_names", Map.of("email", "open"), "_claim_sources", sources())))
                .contains(List.of());
        assertThat(groupsOf("within")).contains(List.of());
        assertThat(issuer.asked).doesNotContain(PLACE);
    }
}
