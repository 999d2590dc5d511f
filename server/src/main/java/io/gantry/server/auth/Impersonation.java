package io.gantry.server.auth;

import io.gantry.api.status.StatusException;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a user may act as another one: constrained impersonation, and the older right to {@code impersonate}, which is for
 * everything that the other may do.
 *
 * <p>Constrained, a user needs two rights: to do what the request does while acting as somebody of that kind, and to act as
 * just that somebody. Whoever has neither that nor the older right is told what was missing first.
 */
public final class Impersonation {
    private static final String AUTHENTICATION = "authentication.k8s.io";
    /** With so many groups or extra values one right to all of them is looked for first. */
    private static final int MANY = 4;

    /** @param constraint the verb that let the user be the other one; empty for the older right */
    public record Impersonated(UserInfo user, String constraint) {}

    private final UserInfo wanted;
    private final Authorizer authorizer;
    private final String verb;
    /** Where users and groups are. */
    private final String group;
    /** The user as authorizers see it. */
    private final UserInfo requestor;

    private final boolean constrained;

    private Impersonation(
            UserInfo wanted, UserInfo requestor, Authorizer authorizer, String verb, boolean constrained) {
        this.wanted = wanted;
        this.requestor = requestor;
        this.authorizer = authorizer;
        this.verb = verb;
        this.constrained = constrained;
        this.group = constrained ? AUTHENTICATION : "";
    }

    /**
     * The user that a request is made as.
     *
     * @param wanted as the request asks, without the groups that follow from what it is
     * @param request with the user who really makes it
     * @throws StatusException 403
     */
    public static Impersonated check(UserInfo wanted, Attributes request, Authorizer authorizer) {
        StatusException first = null;
        for (ImpersonationMode mode : ImpersonationMode.values()) {
            if (mode.applies(wanted, request.user())) {
                try {
                    return constrained(mode, wanted, request, authorizer);
                } catch (StatusException e) {
                    first = first == null ? e : first;
                }
            }
        }
        try {
            Impersonation older = new Impersonation(wanted, request.user(), authorizer, "impersonate", false);
            return new Impersonated(older.user(), "");
        } catch (StatusException e) {
            throw first == null ? e : first;
        }
    }

    private static Impersonated constrained(
            ImpersonationMode mode, UserInfo wanted, Attributes request, Authorizer authorizer) {
        UserInfo requestor = mode.shown(request.user());
        allow(authorizer, request.as(requestor, "impersonate-on:" + mode.text() + ":" + request.verb()));
        String verb = "impersonate:" + mode.text();
        return new Impersonated(new Impersonation(wanted, requestor, authorizer, verb, true).user(), verb);
    }

    private UserInfo user() {
        List<String> groups = name();
        if (!wanted.uid().isEmpty()) {
            allow(asked("", AUTHENTICATION, "uids", "", wanted.uid()));
        }
        groups();
        extra();
        boolean anonymous = wanted.name().equals(UserInfo.ANONYMOUS.name());
        String standing = anonymous ? UserInfo.UNAUTHENTICATED : UserInfo.AUTHENTICATED;
        if (!groups.contains(standing) && (anonymous || !groups.contains(UserInfo.UNAUTHENTICATED))) {
            groups.add(standing);
        }
        return new UserInfo(wanted.name(), wanted.uid(), groups, wanted.extra());
    }

    /** The groups of the name, which are those that were asked for when there are any. */
    private List<String> name() {
        List<String> groups = new ArrayList<>(wanted.groups());
        Attributes asked = asked("", group, "users", "", wanted.name());
        String node = constrained ? ImpersonationMode.node(wanted.name()) : "";
        String[] account = ImpersonationMode.serviceAccount(wanted.name());
        if (!node.isEmpty()) {
            String name = verb.equals(ImpersonationMode.ASSOCIATED_VERB) ? "*" : node;
            asked = asked("", group, "nodes", "", name);
            groups.add("system:nodes");
        } else if (account.length > 0) {
            asked = asked(account[0], group, "serviceaccounts", "", account[1]);
            if (groups.isEmpty()) {
                groups.add("system:serviceaccounts");
                groups.add("system:serviceaccounts:" + account[0]);
            }
        }
        allow(asked);
        return groups;
    }

    private void groups() {
        List<String> groups = wanted.groups();
        if (constrained && groups.contains("")) {
            throw refused(asked("", group, "groups", "", ""), "impersonating the empty string group is not allowed");
        }
        if (constrained && groups.contains(UserInfo.MASTERS)) {
            throw refused(
                    asked("", group, "groups", "", UserInfo.MASTERS),
                    "impersonating the system:masters group is not allowed");
        }
        if (constrained && groups.size() >= MANY && allowed(asked("", group, "groups", "", "*"))) {
            return;
        }
        for (String each : groups) {
            allow(asked("", group, "groups", "", each));
        }
    }

    private void extra() {
        Map<String, List<String>> extra = wanted.extra();
        if (constrained) {
            extra.forEach((key, values) -> {
                String wrong = wrong(key, values);
                if (!wrong.isEmpty()) {
                    throw refused(asked("", AUTHENTICATION, "userextras", "", ""), wrong);
                }
            });
            int count = extra.values().stream().mapToInt(List::size).sum();
            if (count >= MANY && allowed(asked("", AUTHENTICATION, "userextras", "*", "*"))) {
                return;
            }
        }
        extra.forEach(
                (key, values) -> values.forEach(value -> allow(asked("", AUTHENTICATION, "userextras", key, value))));
    }

    /** What the older right lets pass; empty for nothing. */
    private static String wrong(String key, List<String> values) {
        if (key.isEmpty()) {
            return "impersonating the empty string key in extra is not allowed";
        }
        FieldErrors errors = new FieldErrors();
        DomainPrefixedPath.check(key, FieldPath.of("extra").child("key"), errors);
        if (!errors.isEmpty()) {
            return "impersonating an invalid key in extra is not allowed: " + FieldError.aggregate(errors.list());
        }
        if (!key.equals(key.toLowerCase(Locale.ROOT))) {
            return "impersonating a non-lowercase key in extra is not allowed: \"" + key + "\"";
        }
        return values.contains("") ? "impersonating the empty string value in extra is not allowed" : "";
    }

    private Attributes asked(String namespace, String group, String resource, String subresource, String name) {
        return Attributes.resource(requestor, verb, namespace, group, resource, subresource, name);
    }

    private boolean allowed(Attributes asked) {
        return authorizer.authorize(asked).allowed();
    }

    private void allow(Attributes asked) {
        allow(authorizer, asked);
    }

    private static void allow(Authorizer authorizer, Attributes asked) {
        Decision decision = authorizer.authorize(asked);
        if (!decision.allowed()) {
            String reason = decision.reason();
            String why = decision.error().isEmpty()
                    ? reason
                    : reason.isEmpty() ? decision.error() : decision.error() + ": " + reason;
            throw refused(asked, why);
        }
    }

    private static StatusException refused(Attributes asked, String why) {
        return Refusal.forbidden(asked, Decision.noOpinion(why));
    }
}
