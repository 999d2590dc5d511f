package io.gantry.server.auth;

import io.gantry.api.authorization.v1.FieldSelectorAttributes;
import io.gantry.api.authorization.v1.LabelSelectorAttributes;
import io.gantry.api.authorization.v1.ResourceAttributes;
import io.gantry.api.meta.v1.FieldSelectorRequirement;
import io.gantry.api.meta.v1.LabelSelectorRequirement;
import io.gantry.api.select.FieldSelector;
import io.gantry.api.select.LabelSelector;
import io.gantry.api.select.Requirement;
import io.gantry.server.registry.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The selectors of an access review: what may stand in them, and what is asked by them. */
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

    /**
     * The selectors as a request would send them. What is not understood is left out, since it can only narrow the question.
     *
     * @param errors a sentence for each selector of which something was left out
     */
    record Texts(String fields, String labels, List<String> errors) {}

    static Texts read(@Nullable ResourceAttributes attributes) {
        List<String> errors = new ArrayList<>();
        String fields = "";
        String labels = "";
        if (attributes != null && attributes.fieldSelector() != null) {
            fields = fields(attributes.fieldSelector(), errors);
        }
        if (attributes != null && attributes.labelSelector() != null) {
            labels = labels(attributes.labelSelector(), errors);
        }
        return new Texts(fields, labels, List.copyOf(errors));
    }

    private static String fields(FieldSelectorAttributes selector, List<String> errors) {
        FieldSelector read = FieldSelector.EVERYTHING;
        boolean whole = true;
        if (selector.requirements().isEmpty()) {
            try {
                read = FieldSelector.parse(String.valueOf(selector.rawSelector()));
            } catch (IllegalArgumentException e) {
                whole = false; // said in the answer
            }
        } else {
            List<FieldSelector.Term> terms = new ArrayList<>();
            for (FieldSelectorRequirement each : selector.requirements()) {
                FieldSelector.Term term = term(each);
                if (term == null) {
                    whole = false;
                } else {
                    terms.add(term);
                }
            }
            read = FieldSelector.of(terms);
        }
        ignored(whole, "fieldSelector", read.isEverything(), errors);
        return read.toString();
    }

    /** Null for one that no selector could have as text: in a key, an operator or a comma would begin another term. */
    private static FieldSelector.@Nullable Term term(FieldSelectorRequirement requirement) {
        boolean in = requirement.operator().equals("In");
        if (!in && !requirement.operator().equals("NotIn")
                || requirement.values().size() != 1) {
            return null;
        }
        FieldSelector.Term term = new FieldSelector.Term(
                requirement.key(), in, requirement.values().getFirst());
        try {
            List<FieldSelector.Term> read = FieldSelector.parse(term.toString()).requirements();
            return read.equals(List.of(term)) ? term : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String labels(LabelSelectorAttributes selector, List<String> errors) {
        LabelSelector read = LabelSelector.EVERYTHING;
        boolean whole = true;
        if (selector.requirements().isEmpty()) {
            try {
                read = LabelSelector.parse(String.valueOf(selector.rawSelector()));
            } catch (IllegalArgumentException e) {
                whole = false; // said in the answer
            }
        } else {
            List<Requirement> requirements = new ArrayList<>();
            for (LabelSelectorRequirement each : selector.requirements()) {
                try {
                    requirements.addAll(
                            LabelSelector.of(new io.gantry.api.meta.v1.LabelSelector(Map.of(), List.of(each)))
                                    .requirements());
                } catch (IllegalArgumentException e) {
                    whole = false; // said in the answer
                }
            }
            read = LabelSelector.of(requirements);
        }
        ignored(whole, "labelSelector", read.isEverything(), errors);
        return read.toString();
    }

    private static void ignored(boolean whole, String field, boolean nothingLeft, List<String> errors) {
        if (!whole) {
            errors.add("spec.resourceAttributes." + field + (nothingLeft ? "" : " partially")
                    + " ignored due to parse error");
        }
    }
}
