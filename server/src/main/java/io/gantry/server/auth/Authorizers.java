package io.gantry.server.auth;

import io.gantry.base.Time;
import io.gantry.server.auth.node.NodeAuthorizer;
import io.gantry.server.auth.webhook.WebhookAuthorizer;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Puts together whom {@link AuthorizationOptions} name. Not loaded where they are not given. */
public final class Authorizers {
    private Authorizers() {}

    /** As in Kubernetes, {@code system:masters} are asked nothing, whatever the modes. */
    public static Authorizer of(
            AuthorizationOptions options, Supplier<NodeAuthorizer> nodes, Authorizer rbac, Time time) {
        List<Authorizer> all = new ArrayList<>();
        all.add(request -> request.user().inGroup(UserInfo.MASTERS)
                ? Decision.allow("member of " + UserInfo.MASTERS)
                : Decision.noOpinion(""));
        for (AuthorizationOptions.Asked asked : options.asked()) {
            all.add(
                    switch (asked.mode()) {
                        case NODE -> new NodeFirst(nodes, request -> Decision.noOpinion(""));
                        case RBAC -> rbac;
                        case WEBHOOK -> new WebhookAuthorizer(Objects.requireNonNull(asked.webhook()), time);
                        case ALWAYS_ALLOW -> request -> Decision.allow("");
                        case ALWAYS_DENY -> request -> Decision.noOpinion("Everything is forbidden.");
                    });
        }
        return new AuthorizerChain(all);
    }
}
