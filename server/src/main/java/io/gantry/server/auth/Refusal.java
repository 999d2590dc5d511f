package io.gantry.server.auth;

import io.gantry.api.status.GoText;
import io.gantry.api.status.StatusException;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Decision;

/** The answer to a request that its user may not make, in Kubernetes' words. */
public final class Refusal {
    private Refusal() {}

    /** 403; or 500 when an authorizer could not decide, since another answer might have allowed it. */
    public static StatusException of(Attributes request, Decision decision) {
        if (!decision.error().isEmpty()) {
            return StatusException.internal(decision.error(), new IllegalStateException(decision.error()));
        }
        return forbidden(request, decision);
    }

    public static StatusException forbidden(Attributes request, Decision decision) {
        String reason = decision.reason().isEmpty() ? "" : ": " + decision.reason();
        return StatusException.forbidden(
                request.resourceRequest() ? request.group() : "",
                request.resourceRequest() ? request.resource() : "",
                request.name(),
                sentence(request) + reason);
    }

    static String sentence(Attributes request) {
        String user = "User " + GoText.quoted(request.user().name()) + " cannot " + request.verb() + " ";
        if (!request.resourceRequest()) {
            return harmless(user + "path " + GoText.quoted(request.path()));
        }
        String resource =
                request.subresource().isEmpty() ? request.resource() : request.resource() + "/" + request.subresource();
        return harmless(user + "resource " + GoText.quoted(resource) + " in API group "
                + GoText.quoted(request.group())
                + (request.namespace().isEmpty()
                        ? " at the cluster scope"
                        : " in the namespace " + GoText.quoted(request.namespace())));
    }

    /** Where a browser shows it as a page, what the client sent stays text; as in Kubernetes. */
    private static String harmless(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
