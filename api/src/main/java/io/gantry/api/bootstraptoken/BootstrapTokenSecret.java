package io.gantry.api.bootstraptoken;

import io.gantry.api.core.v1.Secret;
import io.gantry.api.types.Bytes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** How a bootstrap token is kept: a secret {@code bootstrap-token-ID} of its own type in {@code kube-system}. */
public final class BootstrapTokenSecret {
    public static final String TYPE = "bootstrap.kubernetes.io/token";
    public static final String NAMESPACE = "kube-system";
    public static final String NAME_PREFIX = "bootstrap-token-";

    public static final String ID = "token-id";
    public static final String SECRET = "token-secret";
    public static final String EXPIRATION = "expiration";
    public static final String EXTRA_GROUPS = "auth-extra-groups";
    public static final String FOR_AUTHENTICATION = "usage-bootstrap-authentication";

    private BootstrapTokenSecret() {}

    /** What stands under a key; empty when nothing does. */
    public static String text(Secret secret, String key) {
        Bytes value = secret.data().get(key);
        return value == null ? "" : value.utf8();
    }

    /** From when on the token is no good; null for never. One that cannot be read has passed already, as in Kubernetes. */
    public static @Nullable Instant expiration(Secret secret) {
        String text = text(secret, EXPIRATION);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }
}
