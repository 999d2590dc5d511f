package io.gantry.server.auth;

import io.gantry.server.auth.node.NodeAuthorizer;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The node authorizer in its place before RBAC; made when the first node asks. */
public final class NodeFirst implements Authorizer {
    private final Supplier<NodeAuthorizer> maker;
    private final Authorizer rbac;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable NodeAuthorizer made;

    public NodeFirst(Supplier<NodeAuthorizer> maker, Authorizer rbac) {
        this.maker = maker;
        this.rbac = rbac;
    }

    @Override
    public Decision authorize(Attributes request) {
        if (!request.user().name().startsWith("system:node:")) {
            return rbac.authorize(request);
        }
        Decision first = nodes().authorize(request);
        if (first.allowed()) {
            return first;
        }
        Decision second = rbac.authorize(request);
        if (second.allowed() || first.reason().isEmpty()) {
            return second;
        }
        return Decision.noOpinion(second.reason().isEmpty() ? first.reason() : first.reason() + "\n" + second.reason());
    }

    private NodeAuthorizer nodes() {
        NodeAuthorizer known = made;
        if (known != null) {
            return known;
        }
        making.lock();
        try {
            known = made;
            if (known == null) {
                known = maker.get();
                made = known;
            }
            return known;
        } finally {
            making.unlock();
        }
    }
}
