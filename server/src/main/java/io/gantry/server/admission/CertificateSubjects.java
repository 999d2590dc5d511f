package io.gantry.server.admission;

import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.server.request.UserInfo;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Kubernetes' {@code CertificateSubjectRestriction}: nobody becomes {@code system:masters}, whom no rule holds, by a
 * certificate that lets clients in.
 */
final class CertificateSubjects implements Admission {
    private static final String SIGNER = "kubernetes.io/kube-apiserver-client";

    @Override
    public void validate(AdmissionRequest request) {
        if (!request.creates()
                || !(request.object() instanceof CertificateSigningRequest csr)
                || !csr.spec().signerName().equals(SIGNER)) {
            return;
        }
        boolean masters;
        try {
            masters = hasOrganization(
                    CertificateRequests.subject(csr.spec().request().toByteArray()), UserInfo.MASTERS);
        } catch (IllegalArgumentException | InvalidNameException e) {
            throw request.forbidden("failed to parse CSR: " + e.getMessage());
        }
        if (masters) {
            throw request.forbidden("use of " + SIGNER + " signer with " + UserInfo.MASTERS + " group is not allowed");
        }
    }

    private static boolean hasOrganization(X500Principal subject, String organization) throws InvalidNameException {
        for (Rdn rdn : new LdapName(subject.getName(X500Principal.RFC2253)).getRdns()) {
            var values = rdn.toAttributes().get("O");
            if (values != null && values.contains(organization)) {
                return true;
            }
        }
        return false;
    }
}
