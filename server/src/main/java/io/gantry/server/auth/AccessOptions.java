package io.gantry.server.auth;

import io.gantry.server.auth.webhook.TokenWebhook;
import org.jspecify.annotations.Nullable;

/**
 * Who may in besides client certificates and service accounts, and who says what they may do.
 *
 * @param staticTokens {@code --token-auth-file}
 * @param bootstrapTokens {@code --enable-bootstrap-token-auth}
 * @param requestHeader what proxies are believed
 * @param tokenWebhook {@code --authentication-token-webhook-config-file}
 * @param anonymous {@code --anonymous-auth}: whether a request without credentials gets as far as authorization
 * @param authorization null for the node authorizer and RBAC
 */
public record AccessOptions(
        @Nullable StaticTokens staticTokens,
        boolean bootstrapTokens,
        @Nullable RequestHeaderOptions requestHeader,
        @Nullable TokenWebhook tokenWebhook,
        boolean anonymous,
        @Nullable AuthorizationOptions authorization) {
    /** Nobody more than those who always may. */
    public static final AccessOptions NONE = new AccessOptions(null, false, null, null, true, null);

    /** As in Kubernetes, nobody is anonymous where everybody may do everything. */
    public boolean anonymousAllowed() {
        return anonymous && (authorization == null || !authorization.has(AuthorizationMode.ALWAYS_ALLOW));
    }
}
