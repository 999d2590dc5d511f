package io.gantry.server.auth;

import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.server.request.Attributes;
import java.util.List;

/** Whether a rule of a role allows what a request asks for. Kubernetes' documented matching; pure. */
public final class RbacRules {
    private static final String ALL = "*";

    private RbacRules() {}

    /** Whether a rule lets a request through. */
    public static boolean allows(PolicyRule rule, Attributes request) {
        if (!has(rule.verbs(), request.verb())) {
            return false;
        }
        if (!request.resourceRequest()) {
            return rule.nonResourceURLs().stream().anyMatch(pattern -> pathMatches(pattern, request.path()));
        }
        return has(rule.apiGroups(), request.group())
                && resourceMatches(rule.resources(), request.resource(), request.subresource())
                && (rule.resourceNames().isEmpty() || rule.resourceNames().contains(request.name()));
    }

    private static boolean has(List<String> allowed, String wanted) {
        return allowed.contains(wanted) || allowed.contains(ALL);
    }

    /** {@code pods}, {@code pods/log}, {@code *} (subresources too) and {@code *}{@code /scale}. */
    private static boolean resourceMatches(List<String> allowed, String resource, String subresource) {
        if (allowed.contains(ALL)) {
            return true;
        }
        if (subresource.isEmpty()) {
            return allowed.contains(resource);
        }
        return allowed.contains(resource + "/" + subresource) || allowed.contains("*/" + subresource);
    }

    private static boolean pathMatches(String pattern, String path) {
        return pattern.equals(ALL)
                || pattern.equals(path)
                || (pattern.endsWith(ALL) && path.startsWith(pattern.substring(0, pattern.length() - 1)));
    }

    /**
     * Whether the owner of {@code held} may give {@code wanted} away: every single permission of it is one of theirs.
     * Kubernetes breaks a rule into its atoms and looks for each.
     */
    static boolean cover(List<PolicyRule> held, PolicyRule wanted) {
        for (String verb : wanted.verbs()) {
            for (String path : wanted.nonResourceURLs()) {
                if (held.stream()
                        .noneMatch(rule -> has(rule.verbs(), verb)
                                && rule.nonResourceURLs().stream().anyMatch(pattern -> pathMatches(pattern, path)))) {
                    return false;
                }
            }
            for (String group : wanted.apiGroups()) {
                for (String resource : wanted.resources()) {
                    List<String> names = wanted.resourceNames().isEmpty() ? List.of("") : wanted.resourceNames();
                    for (String name : names) {
                        if (held.stream()
                                .noneMatch(rule -> has(rule.verbs(), verb)
                                        && has(rule.apiGroups(), group)
                                        && resourceCovered(rule.resources(), resource)
                                        && (rule.resourceNames().isEmpty()
                                                || rule.resourceNames().contains(name)))) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private static boolean resourceCovered(List<String> held, String wanted) {
        int slash = wanted.indexOf('/');
        return held.contains(ALL)
                || held.contains(wanted)
                || (slash >= 0 && held.contains("*" + wanted.substring(slash)));
    }
}
