package io.gantry.controlplane;

import io.gantry.api.types.Bytes;
import io.gantry.base.Time;
import io.gantry.controllers.certificates.Signer;
import io.gantry.pki.CertificateAuthority;
import io.gantry.pki.CertificateRequest;
import io.gantry.pki.Pem;
import io.gantry.pki.PkiException;
import io.gantry.pki.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The cluster's certificate authority for the loops of certificate requests. */
record RequestSigner(CertificateAuthority authority, Time time) implements Signer {
    @Override
    public Requested read(Bytes request) {
        CertificateRequest read = parsed(request);
        return new Requested(
                read.commonName(),
                read.organizations(),
                !read.names().dnsNames().isEmpty(),
                !read.names().addresses().isEmpty(),
                !read.emailAddresses().isEmpty(),
                !read.uris().isEmpty());
    }

    @Override
    public Bytes sign(Bytes request, List<String> usages, Duration lifetime) {
        Set<Usage> known = EnumSet.noneOf(Usage.class);
        for (String usage : usages) {
            known.add(Usage.parse(usage)
                    .orElseThrow(() -> new IllegalArgumentException("unrecognized usage values: [\"" + usage + "\"]")));
        }
        return Bytes.utf8(Pem.encode(authority.sign(parsed(request), known, lifetime, time.now())));
    }

    @Override
    public Instant end(Bytes certificate) {
        try {
            return Pem.certificates("status.certificate", certificate.utf8())
                    .getFirst()
                    .getNotAfter()
                    .toInstant();
        } catch (PkiException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static CertificateRequest parsed(Bytes request) {
        try {
            return CertificateRequest.parse(request.utf8());
        } catch (PkiException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
