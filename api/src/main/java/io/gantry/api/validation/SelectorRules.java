package io.gantry.api.validation;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.meta.v1.LabelSelectorRequirement;
import io.gantry.api.names.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Label selectors inside of objects. */
final class SelectorRules {
    private SelectorRules() {}

    static void selector(@Nullable LabelSelector selector, FieldPath path, FieldErrors errors) {
        if (selector == null) {
            return;
        }
        MetadataRules.labels(selector.matchLabels(), path.child("matchLabels"), errors);
        List<LabelSelectorRequirement> expressions = selector.matchExpressions();
        for (int i = 0; i < expressions.size(); i++) {
            requirement(expressions.get(i), path.child("matchExpressions").index(i), errors);
        }
    }

    private static void requirement(LabelSelectorRequirement expression, FieldPath path, FieldErrors errors) {
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
        errors.invalid(path.child("key"), expression.key(), Names.qualifiedName(expression.key()));
        for (int i = 0; i < expression.values().size(); i++) {
            String value = expression.values().get(i);
            errors.invalid(path.child("values").index(i), value, Names.labelValue(value));
        }
    }

    static boolean isEmpty(@Nullable LabelSelector selector) {
        return selector == null
                || (selector.matchLabels().isEmpty()
                        && selector.matchExpressions().isEmpty());
    }
}
