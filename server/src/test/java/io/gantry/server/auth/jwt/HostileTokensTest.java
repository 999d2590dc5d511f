package io.gantry.server.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.base.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tokens that name an issuer and are otherwise whatever somebody made up: they are refused, and break nothing. */
class HostileTokensTest {
    private final FakeIssuer issuer = new FakeIssuer();
    private final JwtTokens tokens = JwtTokens.start(
            JwtOptions.of(
                    AuthenticationConfiguration.of(
                            new AuthenticationConfiguration.Issuer(
                                    FakeIssuer.URL, "", "", List.of("kubernetes"), "", ""),
                            new AuthenticationConfiguration.PrefixedClaimOrExpression("sub", "", ""),
                            AuthenticationConfiguration.PrefixedClaimOrExpression.NONE,
                            List.of()),
                    List.of("RS256", "ES256"),
                    Set.of(),
                    issuer),
            new VirtualTime());

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<Object> values = Arbitraries.of(
                "RS256",
                "ES256",
                "none",
                "HS256",
                "rsa",
                "p256",
                "b64",
                "",
                1L,
                true,
                List.of(),
                List.of("b64"),
                Map.of());
        Arbitrary<String> names =
                Arbitraries.of("alg", "kid", "typ", "crit", "b64", "jwk", "x5c", "x5u", "jku", "cty", "zip", "enc");
        Arbitrary<String> objects = Arbitraries.maps(names, values)
                .ofMaxSize(5)
                .map(map -> new String(Tree.toJson(map), StandardCharsets.UTF_8));
        return Arbitraries.oneOf(
                objects,
                Arbitraries.strings().ofMaxLength(50),
                Arbitraries.integers().between(1, 15_000).map("["::repeat),
                Arbitraries.integers().between(1, 3_000).map("{\"a\":"::repeat));
    }

    @Provide
    Arbitrary<String> signatures() {
        return Combinators.combine(
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.integers().between(0, 400))
                .as((odd, length) -> odd + "A".repeat(length));
    }

    @Property(tries = 500)
    void theyAreRefused(@ForAll("headers") String header, @ForAll("signatures") String signature) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String claims = encoder.encodeToString(Tree.toJson(FakeIssuer.claims(Map.of())));

        assertThat(tokens.find(encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "." + claims + "."
                        + signature))
                .isEmpty();
        assertThat(tokens.find(header + "." + claims + "." + signature)).isEmpty();
    }
}
