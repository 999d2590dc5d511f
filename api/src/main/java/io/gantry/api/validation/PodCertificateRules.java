package io.gantry.api.validation;

import io.gantry.api.core.v1.PodCertificateProjection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Certificates that a volume shows and the kubelet asks a signer for. */
final class PodCertificateRules {
    private static final List<String> KEY_TYPES =
            List.of("ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519", "RSA3072", "RSA4096");
    private static final int MIN_SECONDS = 3600;
    /** 91 days. */
    private static final int MAX_SECONDS = 7_862_400;
    /** A day: certificates of Kubernetes' own signers are short-lived. */
    private static final int MAX_SECONDS_OF_KUBERNETES = 86_400;

    private PodCertificateRules() {}

    static void check(PodCertificateProjection source, FieldPath path, FieldErrors errors) {
        String signer = source.signerName();
        if (!signer.isEmpty()) {
            TrustBundleRules.signerName(signer, path.child("signerName"), errors);
        }
        if (!KEY_TYPES.contains(source.keyType())) {
            errors.notSupported(path.child("keyType"), source.keyType(), KEY_TYPES);
        }
        lifetime(source.maxExpirationSeconds(), signer, path.child("maxExpirationSeconds"), errors);
        boolean any = false;
        any |= file(source.credentialBundlePath(), path.child("credentialBundlePath"), errors);
        any |= file(source.keyPath(), path.child("keyPath"), errors);
        any |= file(source.certificateChainPath(), path.child("certificateChainPath"), errors);
        if (!any) {
            errors.required(path, "specify at least one of credentialBundlePath, keyPath, and certificateChainPath");
        }
        FieldPath annotations = path.child("userAnnotations");
        MetadataRules.annotations(source.userAnnotations(), annotations, errors);
        for (String key : source.userAnnotations().keySet()) {
            if (key.indexOf('/') < 0) {
                errors.invalid(annotations, key, "must be a domain-prefixed key (such as \"acme.io/foo\")");
            }
        }
    }

    private static void lifetime(@Nullable Integer seconds, String signer, FieldPath path, FieldErrors errors) {
        if (seconds == null) {
            return;
        }
        if (seconds < MIN_SECONDS) {
            errors.invalid(path, seconds, "if provided, maxExpirationSeconds must be >= " + MIN_SECONDS);
        }
        int max = signer.startsWith("kubernetes.io/") ? MAX_SECONDS_OF_KUBERNETES : MAX_SECONDS;
        if (seconds > max) {
            errors.invalid(path, seconds, "if provided, maxExpirationSeconds must be <= " + max);
        }
    }

    /** Whether there is one. */
    private static boolean file(@Nullable String file, FieldPath path, FieldErrors errors) {
        if (file == null || file.isEmpty()) {
            return false;
        }
        Formats.localFilePath(file, path, errors);
        return true;
    }
}
