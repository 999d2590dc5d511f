package io.gantry.server.auth.jwt;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A claim that a token does not have itself but says where to get: the distributed claims of OpenID Connect Core 1.0, section
 * 5.6.2. There stands another token, whose issuer says itself who it is; that it signed the token, and for an audience of
 * ours, is checked as of any other. Thread-safe; waits for the place that is asked.
 */
final class DistributedClaim {
    private static final String NAMES = "_claim_names";
    private static final String SOURCES = "_claim_sources";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Issuers whose keys are kept; tokens of one issuer point to one or two others. */
    private static final int ISSUERS = 16;

    private final String claim;
    private final IssuerDocuments documents;
    private final Function<String, IdTokenVerifier> verifiers;
    /** By issuer, the one that was asked for longest ago first; guarded by itself. */
    private final Map<String, IdTokenVerifier> known = new LinkedHashMap<>(ISSUERS, 0.75f, true);

    /** @param verifiers makes what checks the tokens of an issuer */
    DistributedClaim(String claim, IssuerDocuments documents, Function<String, IdTokenVerifier> verifiers) {
        this.claim = claim;
        this.documents = documents;
        this.verifiers = verifiers;
    }

    /**
     * The claims with this one; the same when it is there already, or nowhere.
     *
     * @param claims of a token whose signature is good: who signed it is trusted to say what is asked here
     */
    Map<String, Object> expand(Map<String, Object> claims) throws TokenRefusal {
        if (claims.containsKey(claim) || !claims.containsKey(NAMES)) {
            return claims;
        }
        Map<?, ?> names = object(claims.get(NAMES), "error parsing distributed claim names");
        for (Object name : names.values()) {
            text(name, "error parsing distributed claim names");
        }
        if (!claims.containsKey(SOURCES)) {
            throw new TokenRefusal("no claim sources");
        }
        Map<?, ?> sources = object(claims.get(SOURCES), "could not parse claim sources");
        if (!names.containsKey(claim)) {
            return claims;
        }
        String source = text(names.get(claim), NAMES);
        if (!sources.containsKey(source)) {
            throw new TokenRefusal(
                    "id token _claim_names contained a source " + source + " missing in _claims_sources");
        }
        Map<?, ?> endpoint = object(sources.get(source), "could not parse claim sources");
        String place = text(endpoint.get("endpoint"), "could not parse claim sources");
        if (place.isEmpty()) {
            return claims; // perhaps an aggregated claim, which stands in the source itself and counts as not there
        }
        Map<String, Object> expanded = new LinkedHashMap<>(claims);
        expanded.put(claim, resolve(place, text(endpoint.get("access_token"), "could not parse claim sources")));
        return expanded;
    }

    private @Nullable Object resolve(String place, String accessToken) throws TokenRefusal {
        String token = token(place, accessToken);
        String issuer = IdTokenVerifier.untrustedIssuer(token);
        if (issuer == null || issuer.isEmpty()) {
            throw new TokenRefusal("getting untrusted issuer from endpoint " + place + " failed for claim \"" + claim
                    + "\": no token stands there");
        }
        Map<String, Object> claims;
        try {
            claims = verifier(issuer).verify(token).claims();
        } catch (TokenRefusal e) {
            throw new TokenRefusal("verify distributed claim token: " + e.getMessage(), e);
        }
        if (!claims.containsKey(claim)) {
            throw new TokenRefusal(
                    "jwt returned by distributed claim endpoint \"" + place + "\" did not contain claim: " + claim);
        }
        return claims.get(claim);
    }

    private String token(String place, String accessToken) throws TokenRefusal {
        try {
            return new String(documents.get(URI.create(place), accessToken, TIMEOUT), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            throw new TokenRefusal("while getting distributed claim \"" + claim + "\": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TokenRefusal("while getting distributed claim \"" + claim + "\": interrupted", e);
        }
    }

    private IdTokenVerifier verifier(String issuer) {
        synchronized (known) {
            IdTokenVerifier verifier = known.computeIfAbsent(issuer, verifiers);
            if (known.size() > ISSUERS) {
                known.remove(known.keySet().iterator().next());
            }
            return verifier;
        }
    }

    private static Map<?, ?> object(@Nullable Object value, String what) throws TokenRefusal {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        if (value == null) {
            return Map.of();
        }
        throw new TokenRefusal(what + ": it must be an object");
    }

    private static String text(@Nullable Object value, String what) throws TokenRefusal {
        if (value instanceof String text) {
            return text;
        }
        if (value == null) {
            return "";
        }
        throw new TokenRefusal(what + ": it must be a string");
    }
}
