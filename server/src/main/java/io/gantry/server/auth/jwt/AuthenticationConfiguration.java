package io.gantry.server.auth.jwt;

import io.gantry.server.auth.AnonymousAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code AuthenticationConfiguration} of {@code apiserver.config.k8s.io} says, as it was written. A text that was left
 * out is empty.
 *
 * @param jwt whose tokens let somebody in
 * @param anonymous who may do without credentials; null when the file does not say
 */
public record AuthenticationConfiguration(
        List<JwtAuthenticator> jwt, @Nullable AnonymousAccess anonymous) {
    public AuthenticationConfiguration {
        jwt = List.copyOf(jwt);
    }

    /** An issuer, and what becomes of the claims of its tokens. */
    public record JwtAuthenticator(
            Issuer issuer,
            List<ClaimValidationRule> claimValidationRules,
            ClaimMappings claimMappings,
            List<UserValidationRule> userValidationRules) {
        public JwtAuthenticator {
            claimValidationRules = List.copyOf(claimValidationRules);
            userValidationRules = List.copyOf(userValidationRules);
        }
    }

    /**
     * Who signs tokens.
     *
     * @param url that its tokens have as {@code iss}
     * @param discoveryUrl where it describes itself, if not below {@code url}
     * @param certificateAuthority PEM
     * @param audiences that a token must be meant for one of
     */
    public record Issuer(
            String url,
            String discoveryUrl,
            String certificateAuthority,
            List<String> audiences,
            String audienceMatchPolicy,
            String egressSelectorType) {
        public Issuer {
            audiences = List.copyOf(audiences);
        }
    }

    /** Either a claim with the value that it must have, or an expression that must be true. */
    public record ClaimValidationRule(String claim, String requiredValue, String expression, String message) {}

    /** How claims become a user. */
    public record ClaimMappings(
            PrefixedClaimOrExpression username,
            PrefixedClaimOrExpression groups,
            ClaimOrExpression uid,
            List<ExtraMapping> extra) {
        public ClaimMappings {
            extra = List.copyOf(extra);
        }
    }

    /** @param prefix null when it was left out, which is not the same as empty */
    public record PrefixedClaimOrExpression(
            String claim, @Nullable String prefix, String expression) {
        static final PrefixedClaimOrExpression NONE = new PrefixedClaimOrExpression("", null, "");
    }

    public record ClaimOrExpression(String claim, String expression) {
        static final ClaimOrExpression NONE = new ClaimOrExpression("", "");
    }

    public record ExtraMapping(String key, String valueExpression) {}

    public record UserValidationRule(String expression, String message) {}

    /** What {@code --oidc-...} say: one issuer of whose claims nothing is computed. */
    public static AuthenticationConfiguration of(
            Issuer issuer,
            PrefixedClaimOrExpression username,
            PrefixedClaimOrExpression groups,
            List<ClaimValidationRule> required) {
        return new AuthenticationConfiguration(
                List.of(new JwtAuthenticator(
                        issuer,
                        required,
                        new ClaimMappings(username, groups, ClaimOrExpression.NONE, List.of()),
                        List.of())),
                null);
    }
}
