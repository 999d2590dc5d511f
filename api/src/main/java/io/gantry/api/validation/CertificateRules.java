package io.gantry.api.validation;

import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1.CertificateSigningRequestSpec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests for certificates. Whether a request's signature is right is the signers' to say. */
final class CertificateRules {
    private static final int MIN_SECONDS = 600;
    private static final String LEGACY = "kubernetes.io/legacy-unknown";
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN CERTIFICATE REQUEST-----(.*?)-----END CERTIFICATE REQUEST-----", Pattern.DOTALL);
    private static final int SEQUENCE = 0x30;

    private static final List<String> USAGES = List.of(
            "any",
            "cert sign",
            "client auth",
            "code signing",
            "content commitment",
            "crl sign",
            "data encipherment",
            "decipher only",
            "digital signature",
            "email protection",
            "encipher only",
            "ipsec end system",
            "ipsec tunnel",
            "ipsec user",
            "key agreement",
            "key encipherment",
            "microsoft sgc",
            "netscape sgc",
            "ocsp signing",
            "s/mime",
            "server auth",
            "signing",
            "timestamping");

    private CertificateRules() {}

    static void request(CertificateSigningRequest request, FieldErrors errors) {
        CertificateSigningRequestSpec spec = request.spec();
        String wrong = wrongRequest(spec.request().toByteArray());
        if (!wrong.isEmpty()) {
            errors.invalid(FieldPath.SPEC.child("request"), spec.request(), wrong);
        }
        FieldPath usages = FieldPath.SPEC.child("usages");
        if (spec.usages().isEmpty()) {
            errors.required(usages, "");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < spec.usages().size(); i++) {
            String usage = spec.usages().get(i);
            if (!USAGES.contains(usage)) {
                errors.notSupported(usages.index(i), usage, USAGES);
            }
            if (!seen.add(usage)) {
                errors.duplicate(usages.index(i), usage);
            }
        }
        FieldPath signer = FieldPath.SPEC.child("signerName");
        if (spec.signerName().equals(LEGACY)) {
            errors.invalid(signer, spec.signerName(), "the legacy signerName is not allowed via this API version");
        } else {
            TrustBundleRules.signerName(spec.signerName(), signer, errors);
        }
        Integer seconds = spec.expirationSeconds();
        if (seconds != null && seconds < MIN_SECONDS) {
            errors.invalid(
                    FieldPath.SPEC.child("expirationSeconds"),
                    seconds,
                    "may not specify a duration less than 600 seconds (10 minutes)");
        }
    }

    /** What is wrong with a PKCS #10 request in PEM; empty when it is one block that holds one whole sequence. */
    private static String wrongRequest(byte[] pem) {
        Matcher block = PEM.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!block.find()) {
            return "PEM block type must be CERTIFICATE REQUEST";
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(block.group(1));
        } catch (IllegalArgumentException e) {
            return "PEM block type must be CERTIFICATE REQUEST"; // what is no base64 is no block
        }
        if (der.length < 2 || (der[0] & 0xff) != SEQUENCE) {
            return "asn1: structure error: tags don't match";
        }
        int first = der[1] & 0xff;
        int bytes = first < 0x80 ? 0 : first & 0x7f;
        long length = first < 0x80 ? first : 0;
        for (int i = 0; i < bytes && 2 + i < der.length; i++) {
            length = length << 8 | (der[2 + i] & 0xff);
        }
        if (bytes > 4 || 2L + bytes + length > der.length) {
            return "asn1: syntax error: data truncated";
        }
        return 2L + bytes + length < der.length ? "asn1: syntax error: trailing data" : "";
    }
}
