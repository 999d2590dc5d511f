package io.gantry.server.auth;

import io.gantry.server.auth.jwt.JwtOptions;
import io.gantry.server.auth.webhook.TokenWebhook;
import org.jspecify.annotations.Nullable;

/**
 * Who may in besides client certificates and service accounts, and who says what they may do; and how long the tokens of pods hold.
 *
 * @param staticTokens {@code --token-auth-file}
 * @param bootstrapTokens {@code --enable-bootstrap-token-auth}
 * @param requestHeader what proxies are believed
 * @param jwt {@code --authentication-config} or {@code --oidc-...}
 * @param tokenWebhook {@code --authentication-token-webhook-config-file}
 * @param anonymous which requests without credentials get as far as authorization
 * @param authorization null for the node authorizer and RBAC
 * @param extendedTokens {@code --service-account-extend-token-expiration}
 */
public record AccessOptions(
        @Nullable StaticTokens staticTokens,
        boolean bootstrapTokens,
        @Nullable RequestHeaderOptions requestHeader,
        @Nullable JwtOptions jwt,
        @Nullable TokenWebhook tokenWebhook,
        AnonymousAccess anonymous,
        @Nullable AuthorizationOptions authorization,
        boolean extendedTokens) {
    /** Nobody more than those who always may. */
    public static final AccessOptions NONE =
            new AccessOptions(null, false, null, null, null, AnonymousAccess.EVERYWHERE, null);

    public AccessOptions(
            @Nullable StaticTokens staticTokens,
            boolean bootstrapTokens,
            @Nullable RequestHeaderOptions requestHeader,
            @Nullable JwtOptions jwt,
            @Nullable TokenWebhook tokenWebhook,
            AnonymousAccess anonymous,
            @Nullable AuthorizationOptions authorization) {
        this(staticTokens, bootstrapTokens, requestHeader, jwt, tokenWebhook, anonymous, authorization, true);
    }

    /** As in Kubernetes, nobody is anonymous where everybody may do everything. */
    public AnonymousAccess anonymousAllowed() {
        return authorization != null && authorization.has(AuthorizationMode.ALWAYS_ALLOW)
                ? AnonymousAccess.NOWHERE
                : anonymous;
    }
}
