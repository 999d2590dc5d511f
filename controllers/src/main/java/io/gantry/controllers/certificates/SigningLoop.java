package io.gantry.controllers.certificates;

import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1.CertificateSigningRequestType;
import io.gantry.api.status.StatusException;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Signs approved requests to Kubernetes' own signers, or says in a condition why not. */
public final class SigningLoop {
    /** How long a certificate lives at most, and when nothing is asked. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    /** Shorter lives are made this long: a certificate begins in the past, so that clocks may differ. */
    private static final Duration SHORTEST = Duration.ofMinutes(10);

    private final Context context;
    private final Signer signer;
    private final Informer<CertificateSigningRequest> requests;

    private SigningLoop(Context context, Signer signer) {
        this.context = context;
        this.signer = signer;
        this.requests = context.informer(CertificateSigningRequestType.KIND);
    }

    public static Loop create(Context context, Signer signer) {
        var loop = new SigningLoop(context, signer);
        Controller controller = context.controller("certificatesigningrequest-signing-controller", 1, loop::reconcile);
        loop.requests.addHandler((before, after) -> {
            if (after != null && waits(after)) {
                controller.enqueue(after);
            }
        });
        return controller;
    }

    private static boolean waits(CertificateSigningRequest request) {
        return Requests.has(request, Requests.APPROVED)
                && !Requests.has(request, Requests.DENIED)
                && !Requests.has(request, Requests.FAILED)
                && Requests.certificate(request) == null
                && SignerRules.signs(request.spec().signerName());
    }

    private Outcome reconcile(ObjectKey key) {
        CertificateSigningRequest request = requests.reader().get(key.namespace(), key.name());
        if (request == null || !waits(request)) {
            return Outcome.DONE;
        }
        try {
            context.client().updateStatus(CertificateSigningRequestType.KIND, decided(request), WriteOptions.DEFAULT);
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
        return Outcome.DONE;
    }

    private CertificateSigningRequest decided(CertificateSigningRequest request) {
        String problem;
        try {
            problem = SignerRules.problem(
                    request.spec().signerName(),
                    signer.read(request.spec().request()),
                    request.spec().usages());
            if (problem == null) {
                return Requests.issued(
                        request,
                        signer.sign(
                                request.spec().request(),
                                request.spec().usages(),
                                lifetime(request.spec().expirationSeconds())));
            }
        } catch (IllegalArgumentException e) {
            problem = String.valueOf(e.getMessage()); // trying it again would not help
        }
        return Requests.with(
                request,
                Requests.FAILED,
                "SignerValidationFailure",
                problem,
                context.time().now());
    }

    static Duration lifetime(@Nullable Integer seconds) {
        if (seconds == null) {
            return LIFETIME;
        }
        Duration asked = Duration.ofSeconds(seconds);
        return asked.compareTo(LIFETIME) > 0 ? LIFETIME : asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked;
    }
}
