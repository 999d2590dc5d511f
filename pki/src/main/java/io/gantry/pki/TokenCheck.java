package io.gantry.pki;

import java.util.List;

/** What came of verifying a token. */
public sealed interface TokenCheck {
    /**
     * Signed by this cluster, in time, and meant for at least one of the accepted audiences: {@code audiences} are those
     * that were accepted. Whether the objects that it is bound to still exist is for the caller to check.
     */
    record Valid(TokenClaims claims, List<String> audiences) implements TokenCheck {
        public Valid {
            audiences = List.copyOf(audiences);
        }
    }

    /** Not acceptable; the reason never contains any part of the token. */
    record Invalid(String reason) implements TokenCheck {}
}
