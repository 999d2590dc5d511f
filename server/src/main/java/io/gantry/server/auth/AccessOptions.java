package io.gantry.server.auth;

import org.jspecify.annotations.Nullable;

/**
 * Who may in besides client certificates and service accounts.
 *
 * @param staticTokens {@code --token-auth-file}
 * @param bootstrapTokens {@code --enable-bootstrap-token-auth}
 * @param requestHeader what proxies are believed
 */
public record AccessOptions(
        @Nullable StaticTokens staticTokens,
        boolean bootstrapTokens,
        @Nullable RequestHeaderOptions requestHeader) {
    /** Nobody. */
    public static final AccessOptions NONE = new AccessOptions(null, false, null);
}
