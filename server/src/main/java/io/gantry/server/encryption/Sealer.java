package io.gantry.server.encryption;

import java.security.GeneralSecurityException;

/** Encrypts values under one key, or under one after the other. The formats are those of Kubernetes' providers. Thread-safe. */
interface Sealer {
    /**
     * The value encrypted, behind {@code prefix}.
     *
     * @param context where the value lies; what authenticates it refuses to open the value elsewhere
     */
    byte[] seal(byte[] prefix, byte[] plain, byte[] context);

    /**
     * What {@link #seal} took, from the bytes after the prefix of this length.
     *
     * @throws GeneralSecurityException when another key made it, or when it was changed or moved
     */
    byte[] open(byte[] sealed, int prefix, byte[] context) throws GeneralSecurityException;

    /** Which key encrypts now; empty when it is always the same. */
    default String version() {
        return "";
    }

    /** Whether {@link #seal} would make a value in the same way now, under the same key. */
    default boolean current(byte[] sealed, int prefix) {
        return true;
    }
}
