package io.gantry.server.admission;

import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.server.admission.AdmissionRequest.Operation;

/**
 * Kubernetes' {@code CertificateApproval}: one approves or denies requests only for signers that
 * one may approve for.
 */
final class CertificateApproval implements Admission {
    private final Signers signers;

    CertificateApproval(Signers signers) {
        this.signers = signers;
    }

    @Override
    public void validate(AdmissionRequest request) {
        if (request.operation() != Operation.UPDATE
                || !request.subresource().equals("approval")
                || !(request.old() instanceof CertificateSigningRequest old)) {
            return;
        }
        String signer = old.spec().signerName();
        if (!signers.allows(request.user(), "approve", signer)) {
            throw request.forbidden("user not permitted to approve requests with signerName \"" + signer + "\"");
        }
    }
}
