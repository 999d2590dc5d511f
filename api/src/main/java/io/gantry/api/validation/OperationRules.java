package io.gantry.api.validation;

import io.gantry.api.names.Names;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operations and resources that a webhook or a policy is for, and conditions beside them. */
final class OperationRules {
    static final List<String> OPERATIONS = List.of("*", "CONNECT", "CREATE", "DELETE", "UPDATE");
    private static final List<String> SCOPES = List.of("*", "Cluster", "Namespaced");
    private static final int MAX_CONDITIONS = 64;

    private OperationRules() {}

    static void rule(
            List<String> operations,
            List<String> groups,
            List<String> versions,
            List<String> resources,
            @Nullable String scope,
            FieldPath path,
            FieldErrors errors) {
        notEmpty(operations, path.child("operations"), "operations", errors);
        for (int i = 0; i < operations.size(); i++) {
            if (!OPERATIONS.contains(operations.get(i))) {
                errors.notSupported(path.child("operations").index(i), operations.get(i), OPERATIONS);
            }
        }
        notEmpty(groups, path.child("apiGroups"), "API groups", errors);
        notEmpty(versions, path.child("apiVersions"), "API versions", errors);
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).isEmpty()) {
                errors.required(path.child("apiVersions").index(i), "");
            }
        }
        resources(resources, path.child("resources"), errors);
        errors.optionalOneOf(path.child("scope"), scope, SCOPES);
    }

    private static void notEmpty(List<String> values, FieldPath path, String what, FieldErrors errors) {
        if (values.isEmpty()) {
            errors.required(path, "");
        } else if (values.size() > 1 && values.contains("*")) {
            errors.invalid(path, values, "if '*' is present, must not specify other " + what);
        }
    }

    private static void resources(List<String> resources, FieldPath path, FieldErrors errors) {
        if (resources.isEmpty()) {
            errors.required(path, "");
        }
        Set<String> anySubresource = new HashSet<>();
        Set<String> anyResource = new HashSet<>();
        boolean plain = false;
        for (int i = 0; i < resources.size(); i++) {
            String each = resources.get(i);
            int slash = each.indexOf('/');
            if (each.isEmpty()) {
                errors.required(path.index(i), "");
            } else if (slash < 0) {
                plain |= !each.equals("*");
            } else {
                String resource = each.substring(0, slash);
                String subresource = each.substring(slash + 1);
                if (anySubresource.contains(resource)) {
                    errors.invalid(path.index(i), each, "if '" + resource + "/*' is present, must not specify " + each);
                }
                if (anyResource.contains(subresource)) {
                    errors.invalid(
                            path.index(i), each, "if '*/" + subresource + "' is present, must not specify " + each);
                }
                if (subresource.equals("*")) {
                    anySubresource.add(resource);
                }
                if (resource.equals("*")) {
                    anyResource.add(subresource);
                }
            }
        }
        if (resources.size() > 1 && resources.contains("*/*")) {
            errors.invalid(path, resources, "if '*/*' is present, must not specify other resources");
        }
        if (resources.contains("*") && plain) {
            errors.invalid(path, resources, "if '*' is present, must not specify other resources without subresources");
        }
    }

    /** One condition, as it is in every version of the API. */
    record Condition(String name, String expression) {}

    /** Names and presence; whether the expressions compile is asked where they are evaluated. */
    static void conditions(Collection<Condition> conditions, FieldPath path, FieldErrors errors) {
        if (conditions.size() > MAX_CONDITIONS) {
            errors.tooMany(path, conditions.size(), MAX_CONDITIONS);
        }
        Set<String> names = new HashSet<>();
        int i = 0;
        for (Condition condition : conditions) {
            FieldPath at = path.index(i++);
            if (condition.expression().isBlank()) {
                errors.required(at.child("expression"), "");
            }
            if (condition.name().isEmpty()) {
                errors.required(at.child("name"), "");
            } else {
                errors.invalid(at.child("name"), condition.name(), Names.qualifiedName(condition.name()));
                if (!names.add(condition.name())) {
                    errors.duplicate(at.child("name"), condition.name());
                }
            }
        }
    }
}
