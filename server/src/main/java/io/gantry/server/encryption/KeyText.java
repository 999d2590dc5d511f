package io.gantry.server.encryption;

import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys as the configuration has them. The texts are Kubernetes'; none shows a secret. */
final class KeyText {
    private static final String REDACTED = "REDACTED";

    private KeyText() {}

    static void validate(EncryptionConfiguration.Key key, FieldPath path, String provider, FieldErrors errors) {
        if (key.name().isEmpty()) {
            errors.required(path.child("name"), "name is a mandatory field for a key");
        }
        if (key.secret().isEmpty()) {
            errors.required(path.child("secret"), "secret is a mandatory field for a key");
            return;
        }
        byte[] bytes = decode(key.secret());
        if (bytes == null) {
            errors.invalid(path.child("secret"), REDACTED, "secrets must be base64 encoded");
            return;
        }
        List<Integer> sizes = provider.equals("secretbox") ? List.of(32) : List.of(16, 24, 32);
        if (!sizes.contains(bytes.length)) {
            errors.invalid(
                    path.child("secret"),
                    REDACTED,
                    "secret is not of the expected length, got " + bytes.length + ", expected one of "
                            + sizes.toString().replace(",", ""));
        }
    }

    /** Null when it is no base64, which Go wants padded and lets break into lines. */
    static byte @Nullable [] decode(String secret) {
        String text = secret.replace("\n", "").replace("\r", "");
        if (text.length() % 4 != 0) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
