package io.gantry.server.auth.jwt;

import com.nimbusds.jose.JWSObject;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import io.gantry.base.Time;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the tokens of one issuer. Thread-safe; waits for the issuer when a token's key is not known. */
final class JwtIssuer implements AutoCloseable {
    /** How far the clock of an issuer may be ahead. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private static final String GOOGLE = "https://accounts.google.com";
    /** Far beyond any real date, but within what Instant can hold. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** Whom a token stands for, until when. */
    record Accepted(UserInfo user, Instant expiresAt) {}

    private final TrustedIssuer trusted;
    private final Set<String> algorithms;
    private final IssuerDocuments documents;
    private final IssuerKeys keys;
    private final Time time;

    JwtIssuer(TrustedIssuer trusted, Set<String> algorithms, IssuerDocuments documents, Time time) {
        this.trusted = trusted;
        this.algorithms = algorithms;
        this.documents = documents;
        this.keys = new IssuerKeys(trusted.issuer(), documents, time);
        this.time = time;
    }

    String url() {
        return trusted.issuer().url();
    }

    /** @throws IOException when the issuer does not answer, or with something else */
    void readKeys() throws IOException, InterruptedException {
        keys.read();
    }

    /** Who issued a token, without a check of anything; null for what is no token, or does not say. */
    static @Nullable String named(Map<String, Object> claims) {
        return claims.get("iss") instanceof String issuer
                ? issuer.equals("accounts.google.com") ? GOOGLE : issuer // they sign with both
                : null;
    }

    /** Its signature is checked last, so that only for a token that would do the issuer may be asked. */
    Accepted accept(String token) throws TokenRefusal {
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
        if (!url().equals(named(claims))) {
            throw new TokenRefusal("the token is of another issuer");
        }
        checkAudience(claims.get("aud"));
        Instant expiresAt = checkTimes(claims);
        checkSignature(signed);
        return new Accepted(trusted.mapper().map(claims), expiresAt);
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
        List<?> audiences = given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
        if (audiences.stream().noneMatch(trusted.issuer().audiences()::contains)) {
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

    @Override
    public void close() {
        documents.close();
    }
}
