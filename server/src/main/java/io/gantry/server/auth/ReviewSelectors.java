package io.gantry.server.auth;

import io.gantry.api.authorization.v1.FieldSelectorAttributes;
import io.gantry.api.authorization.v1.LabelSelectorAttributes;
import io.gantry.api.authorization.v1.ResourceAttributes;
import io.gantry.server.registry.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may stand in the selectors of an access review. */
final class ReviewSelectors {
    private ReviewSelectors() {}

    static void check(ResourceAttributes attributes, Violations violations) {
        FieldSelectorAttributes fields = attributes.fieldSelector();
        if (fields != null) {
            String path = "spec.resourceAttributes.fieldSelector";
            eitherForm(path, fields.rawSelector(), fields.requirements(), violations);
            for (int i = 0; i < fields.requirements().size(); i++) {
                var each = fields.requirements().get(i);
                requirement(path + ".requirements[" + i + "]", each.key(), each.operator(), each.values(), violations);
            }
        }
        LabelSelectorAttributes labels = attributes.labelSelector();
        if (labels != null) {
            String path = "spec.resourceAttributes.labelSelector";
            eitherForm(path, labels.rawSelector(), labels.requirements(), violations);
            for (int i = 0; i < labels.requirements().size(); i++) {
                var each = labels.requirements().get(i);
                requirement(path + ".requirements[" + i + "]", each.key(), each.operator(), each.values(), violations);
            }
        }
    }

    private static void eitherForm(String path, @Nullable String raw, List<?> requirements, Violations violations) {
        boolean written = raw != null && !raw.isEmpty();
        if (written && !requirements.isEmpty()) {
            violations.invalid(path + ".rawSelector", raw, "may not specified at the same time as requirements");
        }
        if (!written && requirements.isEmpty()) {
            violations.required(
                    path + ".requirements", "when " + path + " is specified, requirements or rawSelector is required");
        }
    }

    /** An operator that is not known is let through: a newer client may mean something by it. */
    private static void requirement(
            String path, String key, String operator, List<String> values, Violations violations) {
        if (key.isEmpty()) {
            violations.required(path + ".key", "must be specified");
        }
        switch (operator) {
            case "In", "NotIn" -> {
                if (values.isEmpty()) {
                    violations.required(path + ".values", "must be specified when `operator` is 'In' or 'NotIn'");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (!values.isEmpty()) {
                    violations.forbidden(
                            path + ".values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }
            }
            default -> {}
        }
    }
}
