package io.gantry.pki;

import io.gantry.pki.TokenSpec.BoundObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a token says, in Kubernetes' claim layout. */
public record TokenClaims(
        String issuer,
        String subject,
        List<String> audiences,
        Instant issuedAt,
        Instant notBefore,
        Instant expiresAt,
        String id,
        String namespace,
        String serviceAccount,
        String serviceAccountUid,
        @Nullable BoundObject pod,
        @Nullable BoundObject node,
        @Nullable BoundObject secret,
        @Nullable Instant warnAfter) {
    public TokenClaims {
        audiences = List.copyOf(audiences);
    }
}
