package io.gantry.server.api;

import io.gantry.api.status.StatusException;
import io.gantry.server.auth.Refusal;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code kubectl --as}: a user acts as another one, if they may impersonate every part of that identity. */
final class Impersonation {
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
    private static final String EXTRA = "impersonate-extra-";

    private Impersonation() {}

    static UserInfo apply(Exchange exchange, UserInfo user, Authorizer authorizer) {
        Headers headers = exchange.headers();
        String name = headers.first("impersonate-user");
        List<String> groups = headers.all("impersonate-group");
        Map<String, List<String>> extra = new HashMap<>();
        headers.forEach((header, value) -> {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(EXTRA)) {
                extra.computeIfAbsent(Headers.unescapeKey(lower.substring(EXTRA.length())), k -> new ArrayList<>())
                        .add(value);
            }
        });
        String uid = headers.first("impersonate-uid");
        boolean withUid = uid != null && !uid.isEmpty();
        if (name == null || name.isEmpty()) {
            if (!groups.isEmpty() || !extra.isEmpty() || withUid) {
                throw StatusException.badRequest("requested uid, groups or extra without impersonating a user");
            }
            return user;
        }
        boolean serviceAccount = name.startsWith(SERVICE_ACCOUNT);
        String[] parts =
                serviceAccount ? name.substring(SERVICE_ACCOUNT.length()).split(":", -1) : new String[0];
        if (parts.length == 2) {
            check(authorizer, user, parts[0], "", "serviceaccounts", "", parts[1]);
        } else {
            check(authorizer, user, "", "", "users", "", name);
        }
        for (String group : groups) {
            check(authorizer, user, "", "", "groups", "", group);
        }
        extra.forEach((key, values) -> {
            for (String value : values) {
                check(authorizer, user, "", "authentication.k8s.io", "userextras", key, value);
            }
        });
        if (uid != null && withUid) {
            check(authorizer, user, "", "authentication.k8s.io", "uids", "", uid);
        }
        List<String> all = new ArrayList<>(groups);
        if (parts.length == 2 && groups.isEmpty()) {
            all.add("system:serviceaccounts");
            all.add("system:serviceaccounts:" + parts[0]);
        }
        String standing = name.equals(UserInfo.ANONYMOUS.name()) ? UserInfo.UNAUTHENTICATED : UserInfo.AUTHENTICATED;
        if (!all.contains(UserInfo.AUTHENTICATED) && !all.contains(UserInfo.UNAUTHENTICATED)) {
            all.add(standing);
        }
        return new UserInfo(name, uid == null ? "" : uid, all, extra);
    }

    private static void check(
            Authorizer authorizer,
            UserInfo user,
            String namespace,
            String group,
            String resource,
            String subresource,
            String name) {
        Attributes attributes = Attributes.resource(user, "impersonate", namespace, group, resource, subresource, name);
        Decision decision = authorizer.authorize(attributes);
        if (!decision.allowed()) {
            throw Refusal.forbidden(attributes, decision);
        }
    }
}
