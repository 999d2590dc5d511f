package io.gantry.server.auth.jwt;

import com.nimbusds.jose.JWSObject;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import io.gantry.base.Time;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks whether an issuer has said what a token says, to one of some audiences. Thread-safe; may wait for the issuer's keys. */
final class IdTokenVerifier {
    /** How far the clock of an issuer may be ahead. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private static final String GOOGLE = "https://accounts.google.com";
    /** Far beyond any real date, but within what Instant can hold. */
    private static final long LAST_SECOND = 253_402_300_799L;
    /** Characters; some issuers put hundreds of groups into a token. */
    private static final int LONGEST = 64 * 1024;

    private static final System.Logger LOG = System.getLogger(IdTokenVerifier.class.getName());

    /** What an issuer says, until when. */
    record Verified(Map<String, Object> claims, Instant expiresAt) {}

    private final String issuer;
    private final List<String> audiences;
    private final Set<String> algorithms;
    private final IssuerKeys keys;
    private final Time time;

    IdTokenVerifier(String issuer, List<String> audiences, Set<String> algorithms, IssuerKeys keys, Time time) {
        this.issuer = issuer;
        this.audiences = List.copyOf(audiences);
        this.algorithms = algorithms;
        this.keys = keys;
        this.time = time;
    }

    /** Who is said to have issued a token, without a check of anything; null for what does not look like one, or does not say. */
    static @Nullable String untrustedIssuer(String token) {
        int claims = token.indexOf('.') + 1;
        int signature = token.lastIndexOf('.');
        if (token.length() > LONGEST || claims == 0 || signature <= claims || token.indexOf('.', claims) != signature) {
            return null;
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(token.substring(claims, signature));
            return named(Tree.object(Tree.parseJson(json)));
        } catch (IllegalArgumentException | DecodeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a token is no JSON Web Token", e);
            return null;
        }
    }

    private static @Nullable String named(Map<String, Object> claims) {
        return claims.get("iss") instanceof String issuer
                ? issuer.equals("accounts.google.com") ? GOOGLE : issuer // they sign with both
                : null;
    }

    /** Its signature is checked last, so that only for a token that would do the issuer may be asked. */
    Verified verify(String token) throws TokenRefusal {
        JWSObject signed = parse(token);
        if (!algorithms.contains(signed.getHeader().getAlgorithm().getName())) {
            throw new TokenRefusal("the token is signed with an algorithm that is not supported");
        }
        Map<String, Object> claims;
        try {
            claims = Tree.object(Tree.parseJson(signed.getPayload().toBytes()));
        } catch (DecodeException e) {
            throw new TokenRefusal("the token's claims cannot be read", e);
        }
        if (!issuer.equals(named(claims))) {
            throw new TokenRefusal("the token is of another issuer");
        }
        checkAudience(claims.get("aud"));
        Instant expiresAt = checkTimes(claims);
        checkSignature(signed);
        return new Verified(claims, expiresAt);
    }

    private static JWSObject parse(String token) throws TokenRefusal {
        try {
            JWSObject parsed = JWSObject.parse(token);
            var header = parsed.getHeader();
            // What must be understood is not, and a payload in another form would be another one than the signed.
            if (header.getCriticalParams() != null
                            && !header.getCriticalParams().isEmpty()
                    || !header.isBase64URLEncodePayload()) {
                throw new TokenRefusal("the token uses extensions");
            }
            return parsed;
        } catch (ParseException | IllegalArgumentException e) {
            throw new TokenRefusal("the token cannot be read", e);
        }
    }

    private void checkAudience(@Nullable Object given) throws TokenRefusal {
        List<?> meant = given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
        if (meant.stream().noneMatch(audiences::contains)) {
            throw new TokenRefusal("the token is for another audience");
        }
    }

    private Instant checkTimes(Map<String, Object> claims) throws TokenRefusal {
        Instant now = time.now();
        if (!(claims.get("exp") instanceof Number exp)) {
            throw new TokenRefusal("the token does not say when it expires");
        }
        Instant expiresAt = instant(exp);
        if (expiresAt.isBefore(now)) {
            throw new TokenRefusal("token is expired (Token Expiry: " + expiresAt + ")");
        }
        Object notBefore = claims.get("nbf");
        if (notBefore != null) {
            if (!(notBefore instanceof Number nbf)) {
                throw new TokenRefusal("nbf must be a number");
            }
            if (now.plus(LEEWAY).isBefore(instant(nbf))) {
                throw new TokenRefusal("current time " + now + " before the nbf (not before) time: " + instant(nbf));
            }
        }
        return expiresAt;
    }

    private static Instant instant(Number seconds) {
        return Instant.ofEpochSecond(Math.clamp(seconds.longValue(), 0, LAST_SECOND));
    }

    private void checkSignature(JWSObject signed) throws TokenRefusal {
        if (keys.keys().signed(signed)) {
            return;
        }
        SigningKeys newer = keys.newer();
        if (newer == null || !newer.signed(signed)) {
            throw new TokenRefusal("the token is signed by none of the issuer's keys");
        }
    }
}
