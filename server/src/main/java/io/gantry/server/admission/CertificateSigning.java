package io.gantry.server.admission;

import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.server.admission.AdmissionRequest.Operation;
import java.util.Objects;

/**
 * Kubernetes' {@code CertificateSigning}: one writes certificates and their conditions only for signers that one may sign
 * for.
 */
final class CertificateSigning implements Admission {
    private final Signers signers;

    CertificateSigning(Signers signers) {
        this.signers = signers;
    }

    @Override
    public void validate(AdmissionRequest request) {
        if (request.operation() != Operation.UPDATE
                || !request.subresource().equals("status")
                || !(request.old() instanceof CertificateSigningRequest old)
                || !(request.object() instanceof CertificateSigningRequest next)
                || (old.status().conditions().equals(next.status().conditions())
                        && Objects.equals(
                                old.status().certificate(), next.status().certificate()))) {
            return;
        }
        String signer = old.spec().signerName();
        if (!signers.allows(request.user(), "sign", signer)) {
            throw request.forbidden("user not permitted to sign requests with signerName \"" + signer + "\"");
        }
    }
}
