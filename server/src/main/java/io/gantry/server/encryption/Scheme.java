package io.gantry.server.encryption;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One way to store a value: under one key of one provider, or as it is. */
final class Scheme {
    /** What every encrypted value begins with; no encoded object does: Kubernetes reserves it. */
    private static final byte[] SEALED = "k8s:enc:".getBytes(StandardCharsets.UTF_8);

    static final Scheme IDENTITY = new Scheme("", null);

    /** What a value in this form begins with. */
    final byte[] prefix;
    /** Null for a value that is stored as it is. */
    final @Nullable Sealer sealer;

    private Scheme(String prefix, @Nullable Sealer sealer) {
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
        this.sealer = sealer;
    }

    /** @param provider as in the configuration, such as {@code aesgcm} */
    static Scheme of(String provider, String keyName, Sealer sealer) {
        return new Scheme("k8s:enc:" + provider + ":v1:" + keyName + ":", sealer);
    }

    /** Of a provider that asks a KMS plugin. */
    static Scheme ofKms(KmsProvider provider, String name) {
        return new Scheme("k8s:enc:kms:v2:" + name + ":", provider);
    }

    /** How a value is stored now: the same for two that are stored in the same way under the same key. */
    String way() {
        return sealer == null ? "" : way(sealer.version());
    }

    /** The same, when the sealer's key was this one. */
    String way(String version) {
        return new String(prefix, StandardCharsets.UTF_8) + version;
    }

    static boolean isSealed(byte[] stored) {
        return startsWith(stored, SEALED);
    }

    boolean made(byte[] stored) {
        return startsWith(stored, prefix);
    }

    /** The provider and the key of an encrypted value as far as they can be read from it: text for people. */
    static String describe(byte[] stored) {
        String text = new String(stored, 0, Math.min(stored.length, 300), StandardCharsets.ISO_8859_1);
        String[] parts = text.split(":", 6);
        return parts.length < 6
                ? "an unknown key"
                : "the " + parts[2] + " key \""
                        + new String(parts[4].getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8) + "\"";
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
