package io.gantry.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.pki.TokenCheck.Invalid;
import io.gantry.pki.TokenCheck.Valid;
import io.gantry.pki.TokenSpec.BoundObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceAccountTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";
    private static final List<String> AUDIENCES = List.of(ISSUER);
    private static final ServiceAccountTokens TOKENS = ServiceAccountTokens.create(ISSUER);

    private static TokenSpec spec() {
        return TokenSpec.of("shop", "cart", "uid-1", AUDIENCES, Duration.ofHours(1));
    }

    @Test
    void aTokenSaysWhatItWasIssuedFor() {
        var spec = spec().boundTo(new BoundObject("cart-0", "uid-2"), new BoundObject("node-1", "uid-3"));
        var check = TOKENS.verify(TOKENS.issue(spec, NOW), AUDIENCES, NOW);

        assertThat(check).isInstanceOfSatisfying(Valid.class, valid -> {
            assertThat(valid.audiences()).isEqualTo(AUDIENCES);
            var claims = valid.claims();
            assertThat(claims.subject()).isEqualTo("system:serviceaccount:shop:cart");
            assertThat(claims.serviceAccountUid()).isEqualTo("uid-1");
            assertThat(claims.pod()).isEqualTo(new BoundObject("cart-0", "uid-2"));
            assertThat(claims.node()).isEqualTo(new BoundObject("node-1", "uid-3"));
            assertThat(claims.secret()).isNull();
            assertThat(claims.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
            assertThat(claims.id()).isNotEmpty();
        });
    }

    @Test
    void theClaimsHaveKubernetesLayout() {
        var token = TOKENS.issue(spec().boundTo(new BoundObject("cart-0", "uid-2"), null), NOW);
        var claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);

        assertThat(claims)
                .startsWith("{\"aud\":[\"" + ISSUER + "\"],\"exp\":1772370000,\"iat\":1772366400,\"iss\":\"" + ISSUER)
                .contains("\"kubernetes.io\":{\"namespace\":\"shop\",\"pod\":{\"name\":\"cart-0\",\"uid\":\"uid-2\"},"
                        + "\"serviceaccount\":{\"name\":\"cart\",\"uid\":\"uid-1\"}}")
                .endsWith("\"nbf\":1772366400,\"sub\":\"system:serviceaccount:shop:cart\"}");
        assertThat(TOKENS.concerns(token)).isTrue();
        assertThat(TOKENS.concerns("abc.def")).isFalse();
        assertThat(ServiceAccountTokens.create("https://other").concerns(token)).isFalse();
    }

    @Test
    void aTokenForASecretHasNoEnd() {
        var claims = new SecretTokenClaims("shop", "cart-token", "cart", "uid-1");
        var token = TOKENS.issueForSecret(claims);
        var text = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);

        assertThat(text)
                .isEqualTo("{\"iss\":\"kubernetes/serviceaccount\",\"kubernetes.io/serviceaccount/namespace\":\"shop\","
                        + "\"kubernetes.io/serviceaccount/secret.name\":\"cart-token\","
                        + "\"kubernetes.io/serviceaccount/service-account.name\":\"cart\","
                        + "\"kubernetes.io/serviceaccount/service-account.uid\":\"uid-1\","
                        + "\"sub\":\"system:serviceaccount:shop:cart\"}");
        assertThat(TOKENS.verifyForSecret(token)).contains(claims);
        assertThat(TOKENS.verify(token, AUDIENCES, NOW)).isInstanceOf(Invalid.class);
        assertThat(TOKENS.verifyForSecret(TOKENS.issue(spec(), NOW))).isEmpty();
        assertThat(TOKENS.verifyForSecret(token.substring(0, token.length() - 4) + "AAAA"))
                .isEmpty();
        assertThat(ServiceAccountTokens.create(ISSUER).verifyForSecret(token)).isEmpty();
    }

    @Test
    void timeAndAudienceAreChecked() {
        var token = TOKENS.issue(spec(), NOW);

        assertThat(TOKENS.verify(token, AUDIENCES, NOW.plus(Duration.ofMinutes(59))))
                .isInstanceOf(Valid.class);
        assertThat(reason(token, AUDIENCES, NOW.plus(Duration.ofMinutes(61)))).contains("expired");
        assertThat(reason(token, AUDIENCES, NOW.minus(Duration.ofMinutes(2)))).contains("not valid yet");
        assertThat(reason(token, List.of("vault"), NOW)).contains("audience");
    }

    @Test
    void aStrangersTokenIsRefused() {
        var stranger = ServiceAccountTokens.create(ISSUER);
        assertThat(reason(stranger.issue(spec(), NOW), AUDIENCES, NOW)).contains("not this cluster's");
        for (var token : List.of("", ".", "..", "a.b.c", "e30.e30.e30", "x".repeat(20_000))) {
            assertThat(TOKENS.verify(token, AUDIENCES, NOW)).isInstanceOf(Invalid.class);
        }
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        var parts = TOKENS.issue(spec(), NOW).split("\\.");
        var none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(TOKENS.verify(none + "." + parts[1] + ".", AUDIENCES, NOW)).isInstanceOf(Invalid.class);
        assertThat(TOKENS.verify(parts[0] + "." + parts[1] + ".", AUDIENCES, NOW))
                .isInstanceOf(Invalid.class);
    }

    @Property(tries = 100)
    void changingAnyCharacterMakesATokenInvalid(@ForAll @IntRange(min = 0, max = 10_000) int place) {
        var token = TOKENS.issue(spec(), NOW);
        int at = place % token.length();
        char other = token.charAt(at) == 'A' ? 'Z' : 'A';
        // The last character of a Base64 text holds bits that mean nothing; all others count.
        if (at != token.length() - 1) {
            var changed = token.substring(0, at) + other + token.substring(at + 1);
            assertThat(TOKENS.verify(changed, AUDIENCES, NOW)).isInstanceOf(Invalid.class);
        }
    }

    @Test
    void aReplacedKeyStillVerifies(@TempDir Path directory) throws Exception {
        var first = ServiceAccountTokens.open(directory, ISSUER);
        var token = first.issue(spec(), NOW);
        assertThat(ServiceAccountTokens.open(directory, ISSUER).verify(token, AUDIENCES, NOW))
                .isInstanceOf(Valid.class);

        var next = Keys.generate();
        var publicFile = directory.resolve("sa.pub");
        Files.writeString(publicFile, Pem.encode(next.getPublic()) + Files.readString(publicFile));
        Files.writeString(directory.resolve("sa.key"), Pem.encode(next.getPrivate()));
        var second = ServiceAccountTokens.open(directory, ISSUER);
        assertThat(second.verify(token, AUDIENCES, NOW)).isInstanceOf(Valid.class);
        assertThat(first.verify(second.issue(spec(), NOW), AUDIENCES, NOW)).isInstanceOf(Invalid.class);
        assertThat(second.jwks().split("\"kid\"")).hasSize(3);
    }

    @Test
    void keysThatDoNotBelongTogetherAreRefused(@TempDir Path directory) throws Exception {
        ServiceAccountTokens.open(directory, ISSUER);
        Files.writeString(
                directory.resolve("sa.pub"), Pem.encode(Keys.generate().getPublic()));
        assertThatThrownBy(() -> ServiceAccountTokens.open(directory, ISSUER))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("sa.pub");
    }

    @Test
    void discoveryNamesTheKeySet() {
        assertThat(TOKENS.discovery(ISSUER + "/openid/v1/jwks"))
                .isEqualTo("{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"" + ISSUER
                        + "/openid/v1/jwks\",\"response_types_supported\":[\"id_token\"],"
                        + "\"subject_types_supported\":[\"public\"],"
                        + "\"id_token_signing_alg_values_supported\":[\"ES256\"]}");
        assertThat(TOKENS.jwks()).contains("\"kty\":\"EC\"").contains("\"crv\":\"P-256\"");
    }

    @Test
    void aTokenIsBoundToOneThing() {
        assertThatThrownBy(() -> new TokenSpec(
                        "a",
                        "b",
                        "c",
                        AUDIENCES,
                        new BoundObject("p", "1"),
                        null,
                        new BoundObject("s", "2"),
                        Duration.ofHours(1),
                        null))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("boundObjectRef");
    }

    private static String reason(String token, List<String> audiences, Instant now) {
        return TOKENS.verify(token, audiences, now) instanceof Invalid(String reason) ? reason : "valid";
    }
}
