package io.gantry.server.flowcontrol;

import io.gantry.api.flowcontrol.v1.GroupSubject;
import io.gantry.api.flowcontrol.v1.NonResourcePolicyRule;
import io.gantry.api.flowcontrol.v1.PolicyRulesWithSubjects;
import io.gantry.api.flowcontrol.v1.ResourcePolicyRule;
import io.gantry.api.flowcontrol.v1.ServiceAccountSubject;
import io.gantry.api.flowcontrol.v1.Subject;
import io.gantry.api.flowcontrol.v1.UserSubject;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.util.List;

/** Whether a request is one of those that a FlowSchema is about. Allocates nothing but the name of a subresource. */
final class SchemaRules {
    private static final String ALL = "*";
    private static final String ACCOUNTS = "system:serviceaccount:";

    private SchemaRules() {}

    static boolean fit(List<PolicyRulesWithSubjects> rules, UserInfo user, RequestInfo request) {
        for (int i = 0; i < rules.size(); i++) {
            PolicyRulesWithSubjects rule = rules.get(i);
            if (anySubject(rule.subjects(), user)
                    && (request.resourceRequest()
                            ? anyResource(rule.resourceRules(), request)
                            : anyPath(rule.nonResourceRules(), request))) {
                return true;
            }
        }
        return false;
    }

    private static boolean anySubject(List<Subject> subjects, UserInfo user) {
        for (int i = 0; i < subjects.size(); i++) {
            if (is(subjects.get(i), user)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(Subject subject, UserInfo user) {
        return switch (subject.kind()) {
            case "User" -> {
                UserSubject named = subject.user();
                yield named != null && (named.name().equals(ALL) || named.name().equals(user.name()));
            }
            case "Group" -> {
                GroupSubject named = subject.group();
                yield named != null && (named.name().equals(ALL) || user.inGroup(named.name()));
            }
            case "ServiceAccount" -> {
                ServiceAccountSubject named = subject.serviceAccount();
                yield named != null && isAccount(user.name(), named.namespace(), named.name());
            }
            default -> false;
        };
    }

    private static boolean isAccount(String user, String namespace, String name) {
        int rest = ACCOUNTS.length() + namespace.length();
        if (!user.startsWith(ACCOUNTS)
                || user.length() <= rest
                || user.charAt(rest) != ':'
                || !user.startsWith(namespace, ACCOUNTS.length())) {
            return false;
        }
        return name.equals(ALL) || (user.length() == rest + 1 + name.length() && user.endsWith(name));
    }

    private static boolean anyResource(List<ResourcePolicyRule> rules, RequestInfo request) {
        for (int i = 0; i < rules.size(); i++) {
            ResourcePolicyRule rule = rules.get(i);
            if (has(rule.verbs(), request.verb())
                    && has(rule.apiGroups(), request.group())
                    && hasResource(rule.resources(), request)
                    && (request.namespace().isEmpty()
                            ? Boolean.TRUE.equals(rule.clusterScope())
                            : has(rule.namespaces(), request.namespace()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasResource(List<String> resources, RequestInfo request) {
        if (resources.size() == 1 && resources.getFirst().equals(ALL)) {
            return true;
        }
        return has(
                resources,
                request.subresource().isEmpty()
                        ? request.resource()
                        : request.resource() + "/" + request.subresource());
    }

    private static boolean anyPath(List<NonResourcePolicyRule> rules, RequestInfo request) {
        for (int i = 0; i < rules.size(); i++) {
            NonResourcePolicyRule rule = rules.get(i);
            if (has(rule.verbs(), request.verb()) && hasPath(rule.nonResourceURLs(), request.path())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPath(List<String> paths, String path) {
        for (int i = 0; i < paths.size(); i++) {
            String pattern = paths.get(i);
            boolean below = pattern.endsWith("/*");
            if (pattern.equals(ALL)
                    || pattern.equals(path)
                    || (below && path.startsWith(pattern.substring(0, pattern.length() - 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(List<String> values, String value) {
        for (int i = 0; i < values.size(); i++) {
            String each = values.get(i);
            if (each.equals(ALL) || each.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
