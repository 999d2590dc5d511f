package io.gantry.server.auth;

import io.gantry.base.Once;
import io.gantry.server.auth.node.NodeAuthorizer;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import java.util.function.Supplier;

/** The node authorizer in its place before RBAC; made when the first node asks. */
public final class NodeFirst implements Authorizer {
    private final Once<NodeAuthorizer, RuntimeException> nodes;
    private final Authorizer rbac;

    public NodeFirst(Supplier<NodeAuthorizer> maker, Authorizer rbac) {
        this.nodes = new Once<>(maker::get);
        this.rbac = rbac;
    }

    @Override
    public Decision authorize(Attributes request) {
        if (!request.user().name().startsWith("system:node:")) {
            return rbac.authorize(request);
        }
        Decision first = nodes.get().authorize(request);
        if (first.allowed()) {
            return first;
        }
        Decision second = rbac.authorize(request);
        if (second.allowed() || first.reason().isEmpty()) {
            return second;
        }
        return Decision.noOpinion(second.reason().isEmpty() ? first.reason() : first.reason() + "\n" + second.reason());
    }
}
