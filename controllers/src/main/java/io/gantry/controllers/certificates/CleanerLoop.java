package io.gantry.controllers.certificates;

import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1.CertificateSigningRequestCondition;
import io.gantry.api.certificates.v1.CertificateSigningRequestType;
import io.gantry.api.types.Bytes;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Expiry;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Deletes requests that are of no more use: those that were decided an hour ago, those that nobody has decided in a day, and those whose
 * certificate has ended.
 */
public final class CleanerLoop {
    private static final Duration DECIDED = Duration.ofHours(1);
    private static final Duration PENDING = Duration.ofHours(24);

    private final Context context;
    private final Signer signer;
    private final Informer<CertificateSigningRequest> requests;

    private CleanerLoop(Context context, Signer signer) {
        this.context = context;
        this.signer = signer;
        this.requests = context.informer(CertificateSigningRequestType.KIND);
    }

    public static Loop create(Context context, Signer signer) {
        var loop = new CleanerLoop(context, signer);
        Controller controller = context.controller("certificatesigningrequest-cleaner-controller", 1, loop::reconcile);
        loop.requests.addHandler((before, after) -> {
            if (after != null) {
                controller.enqueue(after);
            }
        });
        return controller;
    }

    private Outcome reconcile(ObjectKey key) {
        CertificateSigningRequest request = requests.reader().get(key.namespace(), key.name());
        Instant end = request == null ? null : end(request);
        return request == null || end == null ? Outcome.DONE : Expiry.delete(context, request, end, null);
    }

    /** From when on a request may go; null while nobody can tell. */
    private @Nullable Instant end(CertificateSigningRequest request) {
        Bytes certificate = Requests.certificate(request);
        if (Requests.conditions(request).isEmpty()) {
            Instant created = request.metadata().creationTimestamp();
            return created == null ? null : created.plus(PENDING);
        }
        Instant end = null;
        for (CertificateSigningRequestCondition condition : Requests.conditions(request)) {
            boolean decided = switch (condition.type()) {
                case Requests.APPROVED -> certificate != null;
                case Requests.DENIED, Requests.FAILED -> true;
                default -> false;
            };
            Instant since = condition.lastUpdateTime();
            if (decided && since != null) {
                end = earlier(end, since.plus(DECIDED));
            }
        }
        if (certificate != null) {
            try {
                end = earlier(end, signer.end(certificate));
            } catch (IllegalArgumentException ofAnotherForm) {
                return end;
            }
        }
        return end;
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }
}
