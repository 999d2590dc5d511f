package io.gantry.api.validation;

import io.gantry.api.admissionregistration.v1.MatchCondition;
import io.gantry.api.admissionregistration.v1.NamedRuleWithOperations;
import io.gantry.api.admissionregistration.v1.RuleWithOperations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Operations and resources that a webhook or a policy is for, and conditions beside them. */
final class OperationRules {
    private static final int MAX_CONDITIONS = 64;

    private OperationRules() {}

    static void check(RuleWithOperations rule, FieldPath path, FieldErrors errors) {
        rule(rule.operations(), rule.apiGroups(), rule.apiVersions(), rule.resources(), path, errors);
    }

    static void check(NamedRuleWithOperations rule, FieldPath path, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < rule.resourceNames().size(); i++) {
            String name = rule.resourceNames().get(i);
            if (!names.add(name)) {
                errors.duplicate(path.child("resourceNames").index(i), name);
            }
        }
        rule(rule.operations(), rule.apiGroups(), rule.apiVersions(), rule.resources(), path, errors);
    }

    private static void rule(
            List<String> operations,
            List<String> groups,
            List<String> versions,
            List<String> resources,
            FieldPath path,
            FieldErrors errors) {
        allAlone(operations, path.child("operations"), "operations", errors);
        allAlone(groups, path.child("apiGroups"), "API groups", errors);
        allAlone(versions, path.child("apiVersions"), "API versions", errors);
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).isEmpty()) {
                errors.required(path.child("apiVersions").index(i), "");
            }
        }
        resources(resources, path.child("resources"), errors);
    }

    private static void allAlone(List<String> values, FieldPath path, String what, FieldErrors errors) {
        if (values.size() > 1 && values.contains("*")) {
            errors.invalid(path, values, "if '*' is present, must not specify other " + what);
        }
    }

    private static void resources(List<String> resources, FieldPath path, FieldErrors errors) {
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

    /** Names and presence; whether the expressions compile is asked where they are evaluated. */
    static void conditions(List<MatchCondition> conditions, FieldPath path, FieldErrors errors) {
        if (conditions.size() > MAX_CONDITIONS) {
            errors.tooMany(path, conditions.size(), MAX_CONDITIONS);
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < conditions.size(); i++) {
            AdmissionregistrationV1MatchConditionChecks.check(conditions.get(i), path.index(i), errors);
            String name = conditions.get(i).name();
            if (!name.isEmpty() && !names.add(name)) {
                errors.duplicate(path.index(i).child("name"), name);
            }
        }
    }
}
