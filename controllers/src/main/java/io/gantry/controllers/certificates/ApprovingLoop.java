package io.gantry.controllers.certificates;

import io.gantry.api.authorization.v1.ResourceAttributesBuilder;
import io.gantry.api.authorization.v1.SubjectAccessReview;
import io.gantry.api.authorization.v1.SubjectAccessReviewBuilder;
import io.gantry.api.authorization.v1.SubjectAccessReviewSpecBuilder;
import io.gantry.api.authorization.v1.SubjectAccessReviewType;
import io.gantry.api.certificates.v1.CertificateSigningRequest;
import io.gantry.api.certificates.v1.CertificateSigningRequestSpec;
import io.gantry.api.certificates.v1.CertificateSigningRequestType;
import io.gantry.api.status.StatusException;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.certificates.Signer.Requested;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;

/**
 * Approves the client certificates of kubelets: of those who ask for their own and may ({@code selfnodeclient}), and of those who may
 * ask for any node's ({@code nodeclient}), such as holders of bootstrap tokens.
 */
public final class ApprovingLoop {
    private final Context context;
    private final Signer signer;
    private final Informer<CertificateSigningRequest> requests;

    private ApprovingLoop(Context context, Signer signer) {
        this.context = context;
        this.signer = signer;
        this.requests = context.informer(CertificateSigningRequestType.KIND);
    }

    public static Loop create(Context context, Signer signer) {
        var loop = new ApprovingLoop(context, signer);
        Controller controller =
                context.controller("certificatesigningrequest-approving-controller", 1, loop::reconcile);
        loop.requests.addHandler((before, after) -> {
            if (after != null && undecided(after)) {
                controller.enqueue(after);
            }
        });
        return controller;
    }

    private static boolean undecided(CertificateSigningRequest request) {
        return request.spec().signerName().equals(SignerRules.KUBELET_CLIENT)
                && Requests.find(request, Requests.APPROVED) == null
                && Requests.find(request, Requests.DENIED) == null
                && Requests.certificate(request) == null;
    }

    private Outcome reconcile(ObjectKey key) {
        CertificateSigningRequest request = requests.reader().get(key.namespace(), key.name());
        if (request == null || !undecided(request)) {
            return Outcome.DONE;
        }
        Requested asked;
        try {
            asked = signer.read(request.spec().request());
        } catch (IllegalArgumentException unreadable) {
            return Outcome.DONE; // somebody may still deny it
        }
        if (SignerRules.problem(
                        SignerRules.KUBELET_CLIENT, asked, request.spec().usages())
                != null) {
            return Outcome.DONE;
        }
        if (asked.commonName().equals(request.spec().username()) && may(request, "selfnodeclient")) {
            approve(request, "Auto approving self kubelet client certificate after SubjectAccessReview.");
        } else if (may(request, "nodeclient")) {
            approve(request, "Auto approving kubelet client certificate after SubjectAccessReview.");
        }
        return Outcome.DONE;
    }

    private boolean may(CertificateSigningRequest request, String subresource) {
        CertificateSigningRequestSpec asker = request.spec();
        SubjectAccessReview review = SubjectAccessReviewBuilder.of()
                .spec(SubjectAccessReviewSpecBuilder.of()
                        .user(asker.username())
                        .uid(asker.uid())
                        .groups(asker.groups())
                        .extra(asker.extra())
                        .resourceAttributes(ResourceAttributesBuilder.of()
                                .group("certificates.k8s.io")
                                .resource("certificatesigningrequests")
                                .verb("create")
                                .subresource(subresource)
                                .version("*")
                                .build())
                        .build())
                .build();
        return context.client()
                .review(SubjectAccessReviewType.KIND, "", review)
                .status()
                .allowed();
    }

    private void approve(CertificateSigningRequest request, String message) {
        try {
            context.client()
                    .updateSubresource(
                            CertificateSigningRequestType.KIND,
                            Requests.with(
                                    request,
                                    Requests.APPROVED,
                                    "AutoApproved",
                                    message,
                                    context.time().now()),
                            "approval",
                            WriteOptions.DEFAULT);
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
