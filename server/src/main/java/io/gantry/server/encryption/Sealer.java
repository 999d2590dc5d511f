package io.gantry.server.encryption;

import java.security.GeneralSecurityException;

/** Encrypts values under one key. The formats are those of Kubernetes' providers. Thread-safe. */
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
}
