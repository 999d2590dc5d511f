package io.gantry.server.auth;

import io.gantry.api.rbac.v1.ClusterRole;
import io.gantry.api.rbac.v1.ClusterRoleBinding;
import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.api.rbac.v1.Role;
import io.gantry.api.rbac.v1.RoleBinding;
import io.gantry.api.rbac.v1.RoleRef;
import io.gantry.api.rbac.v1.Subject;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The roles and bindings of one moment, found by who they are bound to. Immutable. */
final class RbacIndex {
    private static final String ACCOUNT_PREFIX = "system:serviceaccount:";

    /**
     * A binding as a decision needs it.
     *
     * @param namespace where it holds; empty for everywhere
     * @param rules the role's; empty when the role does not exist
     * @param text how a decision names it
     */
    private record Grant(String namespace, List<PolicyRule> rules, String text, String missingRole) {}

    private final Map<String, List<Grant>> byUser = new HashMap<>();
    private final Map<String, List<Grant>> byGroup = new HashMap<>();

    RbacIndex(
            List<ClusterRole> clusterRoles,
            List<Role> roles,
            List<ClusterRoleBinding> clusterRoleBindings,
            List<RoleBinding> roleBindings) {
        Map<String, List<PolicyRule>> rules = new HashMap<>();
        clusterRoles.forEach(role -> rules.put("/" + role.name(), role.rules()));
        roles.forEach(role -> rules.put(role.namespace() + "/" + role.name(), role.rules()));
        for (ClusterRoleBinding binding : clusterRoleBindings) {
            add("ClusterRoleBinding", binding.name(), "", binding.roleRef(), binding.subjects(), rules);
        }
        for (RoleBinding binding : roleBindings) {
            add("RoleBinding", binding.name(), binding.namespace(), binding.roleRef(), binding.subjects(), rules);
        }
    }

    private void add(
            String kind,
            String name,
            String namespace,
            RoleRef ref,
            List<Subject> subjects,
            Map<String, List<PolicyRule>> rules) {
        List<PolicyRule> granted = rules.get((ref.kind().equals("ClusterRole") ? "" : namespace) + "/" + ref.name());
        String missing = granted == null ? text(ref, namespace) : "";
        for (Subject subject : subjects) {
            String qualified = namespace.isEmpty() ? name : name + "/" + namespace;
            String text = "RBAC: allowed by " + kind + " \"" + qualified + "\" of " + ref.kind() + " \"" + ref.name()
                    + "\" to " + subject.kind() + " \"" + subject.name()
                    + (subject.namespace() == null ? "" : "/" + subject.namespace()) + "\"";
            Grant grant = new Grant(namespace, granted == null ? List.of() : granted, text, missing);
            switch (subject.kind()) {
                case "User" -> put(byUser, subject.name(), grant);
                case "Group" -> put(byGroup, subject.name(), grant);
                case "ServiceAccount" -> {
                    String home = subject.namespace() == null ? namespace : subject.namespace();
                    put(byUser, ACCOUNT_PREFIX + home + ":" + subject.name(), grant);
                }
                default -> {} // validation lets no other kind in
            }
        }
    }

    private static String text(RoleRef ref, String namespace) {
        return ref.kind().equals("ClusterRole")
                ? "clusterrole.rbac.authorization.k8s.io \"" + ref.name() + "\" not found"
                : "role.rbac.authorization.k8s.io \"" + ref.name() + "\" not found in " + namespace;
    }

    private static void put(Map<String, List<Grant>> map, String key, Grant grant) {
        map.computeIfAbsent(key, absent -> new ArrayList<>()).add(grant);
    }

    private void forEachGrant(UserInfo user, String namespace, Consumer<Grant> action) {
        visit(byUser.get(user.name()), namespace, action);
        for (String group : user.groups()) {
            visit(byGroup.get(group), namespace, action);
        }
    }

    private static void visit(@Nullable List<Grant> grants, String namespace, Consumer<Grant> action) {
        if (grants != null) {
            for (Grant grant : grants) {
                if (grant.namespace().isEmpty() || grant.namespace().equals(namespace)) {
                    action.accept(grant);
                }
            }
        }
    }

    Decision authorize(Attributes request) {
        List<Grant> allowing = new ArrayList<>(1);
        List<String> missing = new ArrayList<>(0);
        String namespace = request.resourceRequest() ? request.namespace() : "";
        forEachGrant(request.user(), namespace, grant -> {
            if (allowing.isEmpty()) {
                if (!grant.missingRole().isEmpty()) {
                    missing.add(grant.missingRole());
                }
                for (PolicyRule rule : grant.rules()) {
                    if (RbacRules.allows(rule, request)) {
                        allowing.add(grant);
                        break;
                    }
                }
            }
        });
        if (!allowing.isEmpty()) {
            return Decision.allow(allowing.getFirst().text());
        }
        if (missing.isEmpty()) {
            return Decision.noOpinion("");
        }
        String text = missing.size() == 1 ? missing.getFirst() : "[" + String.join(", ", missing) + "]";
        return Decision.noOpinion("RBAC: " + text);
    }

    /** Everything that the user may do in a namespace (empty: cluster-wide only). */
    List<PolicyRule> rulesOf(UserInfo user, String namespace) {
        List<PolicyRule> rules = new ArrayList<>();
        forEachGrant(user, namespace, grant -> rules.addAll(grant.rules()));
        return rules;
    }
}
