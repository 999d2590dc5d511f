package io.gantry.server.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import io.gantry.api.codec.Tree;
import io.gantry.base.VirtualTime;
import io.gantry.server.request.UserInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JwtTokensTest {
    private static final String PLAIN = """
            apiVersion: apiserver.config.k8s.io/v1
            kind: AuthenticationConfiguration
            jwt:
            - issuer:
                url: https://issuer.test
                audiences: [kubernetes, other]
                audienceMatchPolicy: MatchAny
              claimMappings:
                username: {claim: sub, prefix: "oidc:"}
                groups: {claim: groups, prefix: "g:"}
            """;

    private final VirtualTime time = new VirtualTime();
    private final FakeIssuer issuer = new FakeIssuer();

    @TempDir
    private Path directory;

    private Path file(String yaml) throws Exception {
        return Files.writeString(directory.resolve("authentication.yaml"), yaml);
    }

    private JwtTokens tokens(String yaml) throws Exception {
        return JwtTokens.start(JwtOptions.ofFile(file(yaml), Set.of(), issuer), time);
    }

    /** With one issuer, and these claim mappings and rules. */
    private JwtTokens computing(String rules) throws Exception {
        return tokens("""
                apiVersion: apiserver.config.k8s.io/v1
                kind: AuthenticationConfiguration
                jwt:
                - issuer: {url: "https://issuer.test", audiences: [kubernetes]}
                """ + rules.indent(2));
    }

    private static String token(Object... claims) {
        Map<String, Object> more = new LinkedHashMap<>();
        for (int i = 0; i < claims.length; i += 2) {
            more.put((String) claims[i], claims[i + 1]);
        }
        return FakeIssuer.token(more);
    }

    @Test
    void claimsBecomeAUser() throws Exception {
        assertThat(tokens(PLAIN).find(token("groups", List.of("a", "b"), "jti", "7")))
                .contains(new UserInfo(
                        "oidc:ann",
                        "",
                        List.of("g:a", "g:b"),
                        Map.of("authentication.kubernetes.io/credential-id", List.of("JTI=7"))));
        assertThat(tokens(PLAIN).find(token("groups", "a")).map(UserInfo::groups))
                .contains(List.of("g:a"));
        assertThat(tokens(PLAIN).find(token()).map(UserInfo::groups)).contains(List.of());
        assertThat(tokens(PLAIN).find(token("groups", List.of(1)))).isEmpty();
        assertThat(tokens(PLAIN).find(token("sub", 1))).isEmpty();
    }

    static Stream<Arguments> signatures() {
        return Stream.of(
                Arguments.of(JWSAlgorithm.RS256, FakeIssuer.RSA),
                Arguments.of(JWSAlgorithm.RS384, FakeIssuer.RSA),
                Arguments.of(JWSAlgorithm.RS512, FakeIssuer.RSA),
                Arguments.of(JWSAlgorithm.PS256, FakeIssuer.RSA),
                Arguments.of(JWSAlgorithm.PS384, FakeIssuer.RSA),
                Arguments.of(JWSAlgorithm.PS512, FakeIssuer.RSA),
                Arguments.of(JWSAlgorithm.ES256, FakeIssuer.P256),
                Arguments.of(JWSAlgorithm.ES384, FakeIssuer.P384),
                Arguments.of(JWSAlgorithm.ES512, FakeIssuer.P521));
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void everyDocumentedSignatureIsChecked(JWSAlgorithm algorithm, JWK key) throws Exception {
        JwtTokens tokens = tokens(PLAIN);
        String good = FakeIssuer.signed(algorithm, key, FakeIssuer.claims(Map.of()));

        assertThat(tokens.find(good)).isPresent();

        int claims = good.indexOf('.') + 1;
        String others = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Tree.toJson(FakeIssuer.claims(Map.of("sub", "root"))));
        assertThat(tokens.find(good.substring(0, claims) + others + good.substring(good.lastIndexOf('.'))))
                .isEmpty();
        assertThat(tokens.find(good.substring(0, good.lastIndexOf('.') + 1))).isEmpty();
    }

    @Test
    void whatIsNotSignedByAnIssuersKeyIsRefused() throws Exception {
        JwtTokens tokens = tokens(PLAIN);
        byte[] claims = Tree.toJson(FakeIssuer.claims(Map.of()));
        var encoder = Base64.getUrlEncoder().withoutPadding();
        String unsigned = encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims) + ".";
        JWSObject withPublicKey = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), new Payload(claims));
        withPublicKey.sign(new MACSigner(FakeIssuer.RSA.toRSAPublicKey().getEncoded()));
        JWSObject extended = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("rsa")
                        .criticalParams(Set.of("b64"))
                        .base64URLEncodePayload(true)
                        .build(),
                new Payload(claims));
        extended.sign(new RSASSASigner(FakeIssuer.RSA));

        assertThat(tokens.find(unsigned)).isEmpty();
        assertThat(tokens.find(withPublicKey.serialize())).isEmpty();
        assertThat(tokens.find(extended.serialize())).isEmpty();
        assertThat(tokens.find(
                        FakeIssuer.signed(JWSAlgorithm.RS256, FakeIssuer.OTHER_RSA, FakeIssuer.claims(Map.of()))))
                .isEmpty();
    }

    @Test
    void anAlgorithmThatIsNotWantedIsRefused() {
        JwtTokens tokens = JwtTokens.start(
                JwtOptions.of(
                        AuthenticationConfiguration.of(
                                new AuthenticationConfiguration.Issuer(
                                        FakeIssuer.URL, "", "", List.of("kubernetes"), "", ""),
                                new AuthenticationConfiguration.PrefixedClaimOrExpression("sub", "", ""),
                                AuthenticationConfiguration.PrefixedClaimOrExpression.NONE,
                                List.of(new AuthenticationConfiguration.ClaimValidationRule("hd", "x.org", "", ""))),
                        List.of("RS256"),
                        Set.of(),
                        issuer),
                time);

        assertThat(tokens.find(token("hd", "x.org")).map(UserInfo::name)).contains("ann");
        assertThat(tokens.find(token("hd", "y.org"))).isEmpty();
        assertThat(tokens.find(token())).isEmpty();
        assertThat(tokens.find(FakeIssuer.signed(
                        JWSAlgorithm.RS512, FakeIssuer.RSA, FakeIssuer.claims(Map.of("hd", "x.org")))))
                .isEmpty();
    }

    @Test
    void aTokenIsForAnAudienceAndATime() throws Exception {
        JwtTokens tokens = tokens(PLAIN);
        long now = time.now().getEpochSecond();

        assertThat(tokens.find(token("aud", List.of("x", "other")))).isPresent();
        assertThat(tokens.find(token("aud", "x"))).isEmpty();
        assertThat(tokens.find(token("aud", null))).isEmpty();
        assertThat(tokens.find(token("exp", now - 1))).isEmpty();
        assertThat(tokens.find(token("exp", null))).isEmpty();
        assertThat(tokens.find(token("exp", "soon"))).isEmpty();
        assertThat(tokens.find(token("nbf", now + 60))).isPresent();
        assertThat(tokens.find(token("nbf", now + 61))).isEmpty();
        assertThat(tokens.find(token("iss", "https://other.test"))).isEmpty();
        String brief = token("exp", now + 5);
        assertThat(tokens.find(brief)).isPresent();
        time.advance(Duration.ofSeconds(6)); // less than what is remembered otherwise
        assertThat(tokens.find(brief)).isEmpty();
    }

    @Test
    void whatIsNoTokenIsNobodys() throws Exception {
        JwtTokens tokens = tokens(PLAIN);

        for (String token :
                List.of("", "a", "..", "a.b.c", "a.e30.c", "a.eyJpc3MiOjF9.c", "a.b.c.d", ".".repeat(70_000))) {
            assertThat(tokens.find(token)).as(token).isEmpty();
        }
        assertThat(issuer.asked).isEmpty();
    }

    @Test
    void keysAreReadAtTheStartAndAgainForOneThatIsNew() throws Exception {
        JwtTokens tokens = tokens(PLAIN);
        time.advance(Duration.ZERO);
        assertThat(issuer.asked)
                .containsExactly("https://issuer.test/.well-known/openid-configuration", "https://issuer.test/keys");
        assertThat(tokens.find(token())).isPresent();
        assertThat(issuer.asked).hasSize(2);

        issuer.keys = List.of(FakeIssuer.OTHER_RSA);
        String next = FakeIssuer.signed(JWSAlgorithm.RS256, FakeIssuer.OTHER_RSA, FakeIssuer.claims(Map.of()));
        assertThat(tokens.find(next)).isEmpty(); // it was asked a moment ago
        assertThat(issuer.asked).hasSize(2);
        time.advance(Duration.ofSeconds(10));
        assertThat(tokens.find(next)).isPresent();
        assertThat(issuer.asked).hasSize(4);
        assertThat(tokens.find(token("sub", "bob"))).isEmpty(); // signed with the one that is gone
    }

    @Test
    void oldKeysAreReadAgainInTheBackgroundAndStayWhileTheIssuerIsSilent() throws Exception {
        JwtTokens tokens = tokens(PLAIN);
        time.advance(Duration.ZERO);
        time.advance(Duration.ofMinutes(61));
        issuer.down = true;
        long soon = time.now().getEpochSecond() + 600;

        assertThat(tokens.find(token("exp", soon))).isPresent();
        time.advance(Duration.ZERO);
        assertThat(issuer.asked).hasSize(3);
        assertThat(tokens.find(token("exp", soon, "sub", "bob"))).isPresent();
        issuer.down = false;
        issuer.keys = List.of(FakeIssuer.P256);
        time.advance(Duration.ofSeconds(10));
        assertThat(tokens.find(token("exp", soon, "sub", "carl"))).isPresent();
        time.advance(Duration.ZERO);
        assertThat(tokens.find(token("exp", soon, "sub", "dora"))).isEmpty();
    }

    @Test
    void anIssuerThatComesLaterIsWaitedFor() throws Exception {
        issuer.down = true;
        JwtTokens tokens = tokens(PLAIN);
        time.advance(Duration.ZERO);
        assertThat(tokens.find(token())).isEmpty();

        issuer.down = false;
        assertThat(tokens.find(token())).isEmpty(); // asked a moment ago
        time.advance(Duration.ofSeconds(10));
        assertThat(tokens.find(token())).isPresent();
    }

    @Test
    void anIssuerMustBeWhoItSays() throws Exception {
        issuer.issuer = "https://issuer.test/";
        assertThat(tokens(PLAIN).find(token())).isEmpty();

        issuer.issuer = FakeIssuer.URL;
        assertThat(tokens(PLAIN.replace("audiences:", "discoveryURL: https://inside.test/about\n    audiences:"))
                        .find(token()))
                .isPresent();
        assertThat(issuer.asked).contains("https://inside.test/about");
    }

    @Test
    void anEmailMustBeVerified() throws Exception {
        String byEmail = """
                claimMappings:
                  username: {claim: email, prefix: ""}
                """;

        assertThat(computing(byEmail).find(token("email", "ann@x.org")).map(UserInfo::name))
                .contains("ann@x.org");
        assertThat(computing(byEmail).find(token("email", "ann@x.org", "email_verified", true)))
                .isPresent();
        assertThat(computing(byEmail).find(token("email", "ann@x.org", "email_verified", false)))
                .isEmpty();
        assertThat(computing(byEmail).find(token("email", "ann@x.org", "email_verified", "true")))
                .isEmpty();
        assertThat(computing(byEmail).find(token("email", ""))).isEmpty();
    }

    @Test
    void expressionsMapClaims() throws Exception {
        String mapped = """
                claimMappings:
                  username: {expression: "'x:' + claims.name"}
                  groups: {expression: "claims.roles.split(',')"}
                  uid: {expression: "claims.?id.orValue('')"}
                  extra:
                  - {key: example.org/admin, valueExpression: "claims.admin ? 'true' : ''"}
                  - {key: example.org/teams, valueExpression: "claims.teams"}
                """;

        assertThat(computing(mapped)
                        .find(token(
                                "name", "ann", "roles", "a,,b", "id", "7", "admin", false, "teams", List.of("t", "u"))))
                .contains(
                        new UserInfo("x:ann", "7", List.of("a", "b"), Map.of("example.org/teams", List.of("t", "u"))));
        assertThat(computing(mapped).find(token("name", "ann", "roles", "", "admin", true, "teams", null)))
                .contains(new UserInfo("x:ann", "", List.of(), Map.of("example.org/admin", List.of("true"))));
        assertThat(computing(mapped).find(token("roles", "", "admin", true, "teams", null)))
                .isEmpty(); // no name
        assertThat(computing(mapped).find(token("name", "ann", "roles", "", "admin", true, "teams", 1)))
                .isEmpty();
        String name = """
                claimMappings:
                  username: {expression: "claims.name"}
                """;
        assertThat(computing(name).find(token("name", ""))).isEmpty();
        assertThat(computing(name).find(token("name", 1))).isEmpty();
    }

    @Test
    void rulesRefuse() throws Exception {
        String ruled = """
                claimValidationRules:
                - {claim: hd, requiredValue: x.org}
                - {expression: "claims.exp - claims.iat <= 86400", message: too long}
                claimMappings:
                  username: {claim: sub, prefix: ""}
                  groups: {claim: groups, prefix: ""}
                userValidationRules:
                - {expression: "!user.username.startsWith('system:')", message: reserved}
                - {expression: "user.groups.all(group, !group.startsWith('system:'))"}
                """;
        long now = time.now().getEpochSecond();

        assertThat(computing(ruled).find(token("hd", "x.org", "iat", now))).isPresent();
        assertThat(computing(ruled).find(token("hd", "y.org", "iat", now))).isEmpty();
        assertThat(computing(ruled).find(token("iat", now))).isEmpty();
        assertThat(computing(ruled).find(token("hd", "x.org", "iat", now - 86400)))
                .isEmpty();
        assertThat(computing(ruled).find(token("hd", "x.org"))).isEmpty();
        assertThat(computing(ruled).find(token("hd", "x.org", "iat", now, "sub", "system:admin")))
                .isEmpty();
        assertThat(computing(ruled).find(token("hd", "x.org", "iat", now, "groups", List.of("system:masters"))))
                .isEmpty();
    }

    @Test
    void aChangedFileTakesOverOnceItsIssuersAnswer() throws Exception {
        JwtTokens tokens = tokens(PLAIN);
        time.advance(Duration.ZERO);
        assertThat(name(tokens)).contains("oidc:ann");

        file(PLAIN.replace("oidc:", "new:"));
        issuer.down = true;
        time.advance(Duration.ofMinutes(1));
        assertThat(name(tokens)).contains("oidc:ann");
        assertThat(issuer.closed).isEqualTo(1); // what was made in vain

        issuer.down = false;
        time.advance(Duration.ofMinutes(1));
        assertThat(name(tokens)).contains("new:ann");
        time.advance(Duration.ofMinutes(1));
        assertThat(issuer.closed).isEqualTo(2); // what was replaced

        file(PLAIN.replace("claim: sub", "claim: sub, expression: claims.sub"));
        time.advance(Duration.ofMinutes(1));
        file(PLAIN + "anonymous: {enabled: false}\n");
        time.advance(Duration.ofMinutes(1));
        assertThat(name(tokens)).contains("new:ann");

        file(PLAIN.replaceAll("(?s)jwt:.*", "jwt: []\n"));
        time.advance(Duration.ofMinutes(1));
        assertThat(name(tokens)).isEmpty(); // and is not remembered either

        tokens.close();
        file(PLAIN);
        time.advance(Duration.ofMinutes(5));
        assertThat(name(tokens)).isEmpty();
    }

    private Optional<String> name(JwtTokens tokens) {
        return tokens.find(token("exp", time.now().getEpochSecond() + 3600)).map(UserInfo::name);
    }
}
