package io.gantry.server.admission;

import io.gantry.api.certificates.v1beta1.ClusterTrustBundle;
import io.gantry.server.admission.AdmissionRequest.Operation;

/** Kubernetes' {@code ClusterTrustBundleAttest}: one publishes a signer's roots only if one may speak for it. */
final class TrustBundleAttest implements Admission {
    private final Signers signers;

    TrustBundleAttest(Signers signers) {
        this.signers = signers;
    }

    @Override
    public void validate(AdmissionRequest request) {
        if (request.operation() == Operation.DELETE
                || !request.main()
                || !(request.object() instanceof ClusterTrustBundle bundle)
                || (request.old() instanceof ClusterTrustBundle old
                        && old.spec().equals(bundle.spec()))) {
            return;
        }
        String signer = bundle.spec().signerName();
        if (signer != null && !signer.isEmpty() && !signers.allows(request.user(), "attest", signer)) {
            throw request.forbidden("user not permitted to attest for signerName \"" + signer + "\"");
        }
    }
}
