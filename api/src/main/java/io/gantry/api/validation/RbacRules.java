package io.gantry.api.validation;

import io.gantry.api.names.Names;
import io.gantry.api.rbac.v1.ClusterRole;
import io.gantry.api.rbac.v1.ClusterRoleBinding;
import io.gantry.api.rbac.v1.PolicyRule;
import io.gantry.api.rbac.v1.Role;
import io.gantry.api.rbac.v1.RoleBinding;
import io.gantry.api.rbac.v1.RoleRef;
import io.gantry.api.rbac.v1.Subject;
import java.util.List;

/** Roles and their bindings. */
final class RbacRules {
    private static final String GROUP = "rbac.authorization.k8s.io";

    private RbacRules() {}

    static void role(Role role, FieldErrors errors) {
        rules(role.rules(), true, errors);
    }

    static void clusterRole(ClusterRole role, FieldErrors errors) {
        rules(role.rules(), false, errors);
    }

    private static void rules(List<PolicyRule> rules, boolean namespaced, FieldErrors errors) {
        for (int i = 0; i < rules.size(); i++) {
            PolicyRule rule = rules.get(i);
            FieldPath path = FieldPath.of("rules").index(i);
            if (!rule.nonResourceURLs().isEmpty()) {
                if (namespaced) {
                    errors.invalid(
                            path.child("nonResourceURLs"),
                            rule.nonResourceURLs(),
                            "namespaced rules cannot apply to non-resource URLs");
                }
                if (!rule.apiGroups().isEmpty()
                        || !rule.resources().isEmpty()
                        || !rule.resourceNames().isEmpty()) {
                    errors.invalid(
                            path.child("nonResourceURLs"),
                            rule.nonResourceURLs(),
                            "rules cannot apply to both regular resources and non-resource URLs");
                }
                continue;
            }
            if (rule.apiGroups().isEmpty()) {
                errors.required(path.child("apiGroups"), "resource rules must supply at least one api group");
            }
            if (rule.resources().isEmpty()) {
                errors.required(path.child("resources"), "resource rules must supply at least one resource");
            }
        }
    }

    static void roleBinding(RoleBinding binding, FieldErrors errors) {
        reference(binding.roleRef(), List.of("Role", "ClusterRole"), errors);
    }

    static void clusterRoleBinding(ClusterRoleBinding binding, FieldErrors errors) {
        reference(binding.roleRef(), List.of("ClusterRole"), errors);
    }

    private static void reference(RoleRef reference, List<String> kinds, FieldErrors errors) {
        FieldPath path = FieldPath.of("roleRef");
        String group = reference.apiGroup() == null ? "" : reference.apiGroup();
        if (!group.equals(GROUP)) {
            errors.notSupported(path.child("apiGroup"), group, List.of(GROUP));
        }
        if (!kinds.contains(reference.kind())) {
            errors.notSupported(path.child("kind"), reference.kind(), kinds);
        }
    }

    static void check(Subject subject, FieldPath path, FieldErrors errors) {
        String group = subject.apiGroup() == null ? "" : subject.apiGroup();
        switch (subject.kind()) {
            case "ServiceAccount" -> {
                if (!subject.name().isEmpty()) {
                    errors.invalid(path.child("name"), subject.name(), Names.dns1123Subdomain(subject.name()));
                }
                if (!group.isEmpty()) {
                    errors.notSupported(path.child("apiGroup"), group, List.of(""));
                }
                if (subject.namespace() == null || subject.namespace().isEmpty()) {
                    errors.required(path.child("namespace"), "");
                }
            }
            case "User", "Group" -> {
                if (!group.equals(GROUP)) {
                    errors.notSupported(path.child("apiGroup"), group, List.of(GROUP));
                }
            }
            default ->
                errors.notSupported(path.child("kind"), subject.kind(), List.of("ServiceAccount", "User", "Group"));
        }
    }
}
