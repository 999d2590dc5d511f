package io.gantry.api.validation;

import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1.CertificateSigningRequestSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Requests for certificates. Whether a request's signature is right is asked where there is what can tell. */
final class CertificateRules {
    private static final int MIN_SECONDS = 600;
    private static final String LEGACY = "kubernetes.io/legacy-unknown";

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
        String wrong = PemRequest.wrong(spec.request().toByteArray());
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
}
