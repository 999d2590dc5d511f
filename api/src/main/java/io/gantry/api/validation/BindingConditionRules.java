package io.gantry.api.validation;

import io.gantry.api.names.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conditions that a device must have before a pod is bound to its node, and those on which binding fails. */
final class BindingConditionRules {
    private static final int MAX_CONDITIONS = 4;

    private BindingConditionRules() {}

    static void check(List<String> binding, List<String> failing, FieldPath path, FieldErrors errors) {
        FieldPath first = path.child("bindingConditions");
        FieldPath second = path.child("bindingFailureConditions");
        names(binding, first, errors);
        names(failing, second, errors);
        ResourceSliceRules.unique(binding, first, errors);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < failing.size(); i++) {
            String each = failing.get(i);
            if (!seen.add(each)) {
                errors.duplicate(second.index(i), each);
            }
            if (binding.contains(each)) {
                errors.invalid(
                        second.index(i), each, "bindingFailureConditions must not overlap with bindingConditions");
            }
        }
        // A list that is absent is shown as null.
        @Nullable Object absent = null;
        if (binding.isEmpty() && !failing.isEmpty()) {
            errors.invalid(first, absent, "bindingConditions are required to use bindingFailureConditions");
        }
        if (failing.isEmpty() && !binding.isEmpty()) {
            errors.invalid(second, absent, "bindingFailureConditions are required to use bindingConditions");
        }
    }

    private static void names(List<String> conditions, FieldPath path, FieldErrors errors) {
        if (conditions.size() > MAX_CONDITIONS) {
            errors.tooMany(path, conditions.size(), MAX_CONDITIONS);
            return;
        }
        for (int i = 0; i < conditions.size(); i++) {
            errors.invalid(path.index(i), conditions.get(i), Names.qualifiedName(conditions.get(i)));
        }
    }
}
