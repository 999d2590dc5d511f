package io.gantry.server.encryption;

import io.gantry.store.UnreadableValueException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a resource are stored: written in the first way, read in any of them.
 *
 * @param source the file that says so, for errors
 */
record Schemes(List<Scheme> schemes, String source) {
    static final Schemes IDENTITY = new Schemes(List.of(Scheme.IDENTITY), "the configuration of encryption at rest");

    Schemes {
        schemes = List.copyOf(schemes);
    }

    boolean encrypts() {
        return schemes.getFirst().sealer != null;
    }

    byte[] seal(String key, byte[] plain) {
        Scheme scheme = schemes.getFirst();
        return scheme.sealer == null ? plain : scheme.sealer.seal(scheme.prefix, plain, context(key));
    }

    /** Whether what is stored would be written in the same way today. */
    boolean current(byte[] stored) {
        Scheme first = schemes.getFirst();
        return first.sealer == null
                ? !Scheme.isSealed(stored)
                : first.made(stored) && first.sealer.current(stored, first.prefix.length);
    }

    /** @throws UnreadableValueException when none of the ways leads to the value */
    byte[] open(String key, byte[] stored) {
        if (!Scheme.isSealed(stored)) {
            if (schemes.contains(Scheme.IDENTITY)) {
                return stored;
            }
            throw new UnreadableValueException("the entry " + key + " is not encrypted, which " + source
                    + " does not allow for: add \"- identity: {}\" to the end of its providers.");
        }
        GeneralSecurityException refused = null;
        for (Scheme scheme : schemes) {
            if (scheme.sealer != null && scheme.made(stored)) {
                try {
                    return scheme.sealer.open(stored, scheme.prefix.length, context(key));
                } catch (GeneralSecurityException e) {
                    refused = e;
                }
            }
        }
        throw unreadable(key, stored, refused);
    }

    private UnreadableValueException unreadable(String key, byte[] stored, @Nullable GeneralSecurityException refused) {
        String begin = "the entry " + key + " is encrypted with " + Scheme.describe(stored) + ", ";
        return refused == null
                ? new UnreadableValueException(begin + "which " + source
                        + " does not have for this resource: restore that file from a backup, add the key to it, or give the"
                        + " --encryption-provider-config that has it.")
                : new UnreadableValueException(
                        begin + "but the key of this name in " + source
                                + " does not open it: restore the key as it was when the entry was written. If the key is right, the"
                                + " entry was changed or moved: restore the store from a backup.",
                        refused);
    }

    /** Kubernetes authenticates the key that the value lies under. */
    private static byte[] context(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
