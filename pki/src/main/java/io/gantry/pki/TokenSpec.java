package io.gantry.pki;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service-account token is to say. At most one of pod and secret is set; a node only together with a pod or alone.
 * {@code warnAfter}, when set, is the age at which use of the token is reported as of one that should have been renewed.
 */
public record TokenSpec(
        String namespace,
        String serviceAccount,
        String serviceAccountUid,
        List<String> audiences,
        @Nullable BoundObject pod,
        @Nullable BoundObject node,
        @Nullable BoundObject secret,
        Duration expiration,
        @Nullable Duration warnAfter) {
    /** An object by whose life the token's is limited. */
    public record BoundObject(String name, String uid) {}

    public TokenSpec {
        audiences = List.copyOf(audiences);
        if (pod != null && secret != null) {
            throw new PkiException("spec.boundObjectRef: a token is bound to a pod or to a secret, not to both");
        }
        if (!expiration.isPositive()) {
            throw new PkiException("spec.expirationSeconds: must be positive");
        }
    }

    /** A token bound to nothing but its service account. */
    public static TokenSpec of(
            String namespace, String serviceAccount, String uid, List<String> audiences, Duration expiration) {
        return new TokenSpec(namespace, serviceAccount, uid, audiences, null, null, null, expiration, null);
    }

    /** The same token bound to a pod on a node. */
    public TokenSpec boundTo(BoundObject pod, @Nullable BoundObject node) {
        return new TokenSpec(
                namespace, serviceAccount, serviceAccountUid, audiences, pod, node, null, expiration, warnAfter);
    }
}
