package io.gantry.server.auth;

import io.gantry.api.status.StatusException;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Decision;

/** The answer to a request that its user may not make, in Kubernetes' words. */
public final class Refusal {
    private Refusal() {}

    public static StatusException of(Attributes request, Decision decision) {
        String reason = decision.reason().isEmpty() ? "" : ": " + decision.reason();
        return StatusException.forbidden(
                request.resourceRequest() ? request.group() : "",
                request.resourceRequest() ? request.resource() : "",
                request.name(),
                sentence(request) + reason);
    }

    static String sentence(Attributes request) {
        String user = "User \"" + request.user().name() + "\" cannot " + request.verb() + " ";
        if (!request.resourceRequest()) {
            return user + "path \"" + request.path() + "\"";
        }
        String resource =
                request.subresource().isEmpty() ? request.resource() : request.resource() + "/" + request.subresource();
        return user + "resource \"" + resource + "\" in API group \"" + request.group() + "\""
                + (request.namespace().isEmpty()
                        ? " at the cluster scope"
                        : " in the namespace \"" + request.namespace() + "\"");
    }
}
