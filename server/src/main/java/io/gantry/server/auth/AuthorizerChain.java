package io.gantry.server.auth;

import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import java.util.ArrayList;
import java.util.List;

/** Asks authorizers in their order until one allows or denies. Thread-safe. */
public final class AuthorizerChain implements Authorizer {
    private final List<Authorizer> authorizers;

    public AuthorizerChain(List<Authorizer> authorizers) {
        if (authorizers.isEmpty()) {
            throw new IllegalArgumentException("authorizers: at least one is needed");
        }
        this.authorizers = List.copyOf(authorizers);
    }

    @Override
    public Decision authorize(Attributes request) {
        List<String> reasons = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (Authorizer authorizer : authorizers) {
            Decision decision = authorizer.authorize(request);
            if (!decision.reason().isEmpty()) {
                reasons.add(decision.reason());
            }
            if (!decision.error().isEmpty()) {
                errors.add(decision.error());
            }
            if (decision.allowed() || decision.denied()) {
                return decision;
            }
        }
        String error = errors.size() < 2 ? String.join("", errors) : "[" + String.join(", ", errors) + "]";
        return new Decision(false, false, String.join("\n", reasons), error);
    }
}
