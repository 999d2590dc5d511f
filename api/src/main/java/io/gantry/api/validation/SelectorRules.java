package io.gantry.api.validation;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.meta.v1.LabelSelectorRequirement;
import org.jspecify.annotations.Nullable;

/** Label selectors inside of objects. */
final class SelectorRules {
    private SelectorRules() {}

    static void check(LabelSelectorRequirement expression, FieldPath path, FieldErrors errors) {
        switch (expression.operator()) {
            case "In", "NotIn" -> {
                if (expression.values().isEmpty()) {
                    errors.required(path.child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (!expression.values().isEmpty()) {
                    errors.forbidden(
                            path.child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }
            }
            default -> errors.invalid(path.child("operator"), expression.operator(), "not a valid selector operator");
        }
    }

    static boolean isEmpty(@Nullable LabelSelector selector) {
        return selector == null
                || (selector.matchLabels().isEmpty()
                        && selector.matchExpressions().isEmpty());
    }
}
