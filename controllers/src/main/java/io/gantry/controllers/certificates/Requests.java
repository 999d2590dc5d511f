package io.gantry.controllers.certificates;

import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1.CertificateSigningRequestCondition;
import io.gantry.api.certificates.v1.CertificateSigningRequestStatus;
import io.gantry.api.types.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small questions about CertificateSigningRequests. Pure. */
final class Requests {
    static final String APPROVED = "Approved";
    static final String DENIED = "Denied";
    static final String FAILED = "Failed";

    private Requests() {}

    static List<CertificateSigningRequestCondition> conditions(CertificateSigningRequest request) {
        CertificateSigningRequestStatus status = request.status();
        return status == null ? List.of() : status.conditions();
    }

    static @Nullable CertificateSigningRequestCondition find(CertificateSigningRequest request, String type) {
        return conditions(request).stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElse(null);
    }

    static boolean has(CertificateSigningRequest request, String type) {
        CertificateSigningRequestCondition condition = find(request, type);
        return condition != null && condition.status().equals("True");
    }

    static @Nullable Bytes certificate(CertificateSigningRequest request) {
        CertificateSigningRequestStatus status = request.status();
        Bytes certificate = status == null ? null : status.certificate();
        return certificate == null || certificate.size() == 0 ? null : certificate;
    }

    /** The request with one more condition. */
    static CertificateSigningRequest with(
            CertificateSigningRequest request, String type, String reason, String message, Instant now) {
        List<CertificateSigningRequestCondition> conditions = new ArrayList<>(conditions(request));
        conditions.add(new CertificateSigningRequestCondition(type, reason, message, now, null, "True"));
        return new CertificateSigningRequest(
                request.metadata(),
                request.spec(),
                new CertificateSigningRequestStatus(conditions, certificate(request)));
    }

    static CertificateSigningRequest issued(CertificateSigningRequest request, Bytes certificate) {
        return new CertificateSigningRequest(
                request.metadata(),
                request.spec(),
                new CertificateSigningRequestStatus(conditions(request), certificate));
    }
}
