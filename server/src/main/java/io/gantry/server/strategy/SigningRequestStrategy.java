package io.gantry.server.strategy;

import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1.CertificateSigningRequestCondition;
import io.gantry.api.certificates.v1.CertificateSigningRequestSpec;
import io.gantry.api.certificates.v1.CertificateSigningRequestSpecBuilder;
import io.gantry.api.certificates.v1.CertificateSigningRequestStatus;
import io.gantry.api.certificates.v1.CertificateSigningRequestType;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.api.validation.PemRequest;
import io.gantry.server.registry.Strategy;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.UserInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a certificate is what authentication says, not what the request says; approving and signing are two
 * subresources, so that two parties can have one right each.
 */
final class SigningRequestStrategy extends Strategy<CertificateSigningRequest> {
    private static final Set<String> APPROVALS = Set.of("Approved", "Denied");

    SigningRequestStrategy() {
        super(CertificateSigningRequestType.KIND);
    }

    @Override
    public CertificateSigningRequest prepareCreate(CertificateSigningRequest object, Context context) {
        UserInfo user = RequestScope.currentUser();
        CertificateSigningRequestSpec spec = CertificateSigningRequestSpecBuilder.of(object.spec())
                .username(user.name())
                .uid(user.uid().isEmpty() ? null : user.uid())
                .groups(user.groups())
                .extra(user.extra())
                .build();
        return new CertificateSigningRequest(
                object.metadata(), spec, new CertificateSigningRequestStatus(List.of(), null));
    }

    /** What does not have the form of a request is refused by the rules of the kind. */
    @Override
    public List<FieldError> check(CertificateSigningRequest next, @Nullable CertificateSigningRequest old) {
        byte[] pem = next.spec().request().toByteArray();
        FieldErrors errors = new FieldErrors();
        String wrong = old == null && PemRequest.wrong(pem).isEmpty() ? RequestSignature.wrong(pem) : "";
        if (!wrong.isEmpty()) {
            errors.invalid(FieldPath.SPEC.child("request"), next.spec().request(), wrong);
        }
        return errors.list();
    }

    @Override
    public CertificateSigningRequest prepareUpdate(
            CertificateSigningRequest next, CertificateSigningRequest old, Context context) {
        return new CertificateSigningRequest(next.metadata(), old.spec(), old.status());
    }

    @Override
    public CertificateSigningRequest prepareStatus(
            CertificateSigningRequest next, CertificateSigningRequest old, Context context) {
        return combined(next, old, false, context.now());
    }

    @Override
    public CertificateSigningRequest prepareSubresource(
            String subresource, CertificateSigningRequest next, CertificateSigningRequest old, Context context) {
        return subresource.equals("approval")
                ? combined(next, old, true, context.now())
                : super.prepareSubresource(subresource, next, old, context);
    }

    /** The conditions that this party may write are the new ones, all else is the old. */
    private CertificateSigningRequest combined(
            CertificateSigningRequest next, CertificateSigningRequest old, boolean approval, Instant now) {
        List<CertificateSigningRequestCondition> conditions = new ArrayList<>();
        for (CertificateSigningRequestCondition condition : old.status().conditions()) {
            if (APPROVALS.contains(condition.type()) != approval) {
                conditions.add(condition);
            }
        }
        Instant stamp = now.truncatedTo(ChronoUnit.SECONDS);
        for (CertificateSigningRequestCondition condition : next.status().conditions()) {
            if (APPROVALS.contains(condition.type()) == approval) {
                conditions.add(new CertificateSigningRequestCondition(
                        condition.type(),
                        condition.reason(),
                        condition.message(),
                        condition.lastUpdateTime() == null ? stamp : condition.lastUpdateTime(),
                        condition.lastTransitionTime() == null ? stamp : condition.lastTransitionTime(),
                        condition.status().isEmpty() ? "True" : condition.status()));
            }
        }
        return new CertificateSigningRequest(
                withStatusMetadata(old, next).metadata(),
                old.spec(),
                new CertificateSigningRequestStatus(
                        conditions,
                        approval ? old.status().certificate() : next.status().certificate()));
    }
}
