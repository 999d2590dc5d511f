package io.gantry.api.validation;

import io.gantry.api.core.v1.NodeSelectorRequirement;
import io.gantry.api.core.v1.NodeSelectorTerm;
import io.gantry.api.core.v1.PodAffinityTerm;
import io.gantry.api.core.v1.Toleration;
import io.gantry.api.core.v1.TolerationType;
import io.gantry.api.core.v1.TopologySpreadConstraint;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.names.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where pods may run. */
final class AffinityRules {
    private AffinityRules() {}

    static void check(NodeSelectorTerm term, FieldPath path, FieldErrors errors) {
        for (int i = 0; i < term.matchExpressions().size(); i++) {
            NodeSelectorRequirement requirement = term.matchExpressions().get(i);
            FieldPath place = path.child("matchExpressions").index(i);
            switch (requirement.operator()) {
                case "In", "NotIn" -> {
                    if (requirement.values().isEmpty()) {
                        errors.required(place.child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                    }
                }
                case "Exists", "DoesNotExist" -> {
                    if (!requirement.values().isEmpty()) {
                        errors.forbidden(
                                place.child("values"),
                                "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                    }
                }
                case "Gt", "Lt" -> {
                    if (requirement.values().size() != 1) {
                        errors.required(
                                place.child("values"),
                                "must be specified single value when `operator` is 'Lt' or 'Gt'");
                    }
                }
                default ->
                    errors.invalid(place.child("operator"), requirement.operator(), "not a valid selector operator");
            }
            errors.invalid(place.child("key"), requirement.key(), Names.qualifiedName(requirement.key()));
            for (int j = 0; j < requirement.values().size(); j++) {
                String value = requirement.values().get(j);
                if (!requirement.operator().equals("Gt")
                        && !requirement.operator().equals("Lt")) {
                    errors.invalid(place.child("values").index(j), value, Names.labelValue(value));
                }
            }
        }
        for (int i = 0; i < term.matchFields().size(); i++) {
            NodeSelectorRequirement requirement = term.matchFields().get(i);
            FieldPath place = path.child("matchFields").index(i);
            if (!requirement.operator().equals("In") && !requirement.operator().equals("NotIn")) {
                errors.invalid(place.child("operator"), requirement.operator(), "not a valid selector operator");
            } else if (requirement.values().size() != 1) {
                errors.required(
                        place.child("values"),
                        "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
            }
            if (requirement.key().equals("metadata.name")) {
                for (int j = 0; j < requirement.values().size(); j++) {
                    String name = requirement.values().get(j);
                    errors.invalid(place.child("values").index(j), name, Names.dns1123Subdomain(name));
                }
            } else {
                errors.invalid(place.child("key"), requirement.key(), "not a valid field selector key");
            }
        }
    }

    /** Kubernetes names the list of namespaces by another name, and no position in it. */
    static void check(PodAffinityTerm term, FieldPath path, FieldErrors errors) {
        for (String namespace : term.namespaces()) {
            errors.invalid(path.child("namespace"), namespace, Names.dns1123Label(namespace));
        }
        labelKeys(term.matchLabelKeys(), term.labelSelector(), path.child("matchLabelKeys"), errors);
        labelKeys(term.mismatchLabelKeys(), term.labelSelector(), path.child("mismatchLabelKeys"), errors);
        for (int i = 0; i < term.matchLabelKeys().size(); i++) {
            if (term.mismatchLabelKeys().contains(term.matchLabelKeys().get(i))) {
                errors.invalid(
                        path.child("matchLabelKeys").index(i),
                        term.matchLabelKeys().get(i),
                        "exists in both matchLabelKeys and mismatchLabelKeys");
            }
        }
        if (term.topologyKey().isEmpty()) {
            errors.required(path.child("topologyKey"), "can not be empty");
        }
        errors.invalid(path.child("topologyKey"), term.topologyKey(), Names.qualifiedName(term.topologyKey()));
    }

    private static void labelKeys(
            List<String> keys, @Nullable LabelSelector selector, FieldPath path, FieldErrors errors) {
        if (!keys.isEmpty() && selector == null) {
            errors.forbidden(path, "must not be specified when labelSelector is not set");
            return;
        }
        for (int i = 0; i < keys.size(); i++) {
            errors.invalid(path.index(i), keys.get(i), Names.qualifiedName(keys.get(i)));
        }
    }

    static void check(Toleration toleration, FieldPath path, FieldErrors errors) {
        String key = toleration.key() == null ? "" : toleration.key();
        String operator = toleration.operator() == null ? "" : toleration.operator();
        if (key.isEmpty() && !operator.equals("Exists")) {
            errors.invalid(
                    path.child("operator"),
                    operator,
                    "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
        }
        if (toleration.tolerationSeconds() != null && !"NoExecute".equals(toleration.effect())) {
            errors.invalid(
                    path.child("effect"),
                    toleration.effect() == null ? "" : toleration.effect(),
                    "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }
        String value = toleration.value() == null ? "" : toleration.value();
        switch (operator) {
            case "", "Equal" -> errors.invalid(path.child("operator"), value, Names.labelValue(value));
            case "Exists" -> {
                if (!value.isEmpty()) {
                    errors.invalid(
                            path.child("operator"),
                            InternalJson.of(TolerationType.TYPE, toleration),
                            "value must be empty when `operator` is 'Exists'");
                }
            }
            case "Lt", "Gt" -> {
                if (!value.matches("0|-?[1-9][0-9]*")) {
                    errors.invalid(path.child("value"), value, "value must be a valid integer");
                }
            }
            default -> errors.notSupported(path.child("operator"), operator, List.of("Equal", "Exists", "Gt", "Lt"));
        }
    }

    static void spread(List<TopologySpreadConstraint> constraints, FieldPath path, FieldErrors errors) {
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i < constraints.size(); i++) {
            TopologySpreadConstraint constraint = constraints.get(i);
            if (!pairs.add(constraint.topologyKey() + "," + constraint.whenUnsatisfiable())) {
                errors.duplicate(
                        path.index(i).child("{topologyKey, whenUnsatisfiable}"),
                        "{" + constraint.topologyKey() + ", " + constraint.whenUnsatisfiable() + "}");
            }
        }
    }

    static void check(TopologySpreadConstraint constraint, FieldPath path, FieldErrors errors) {
        if (constraint.minDomains() != null && !constraint.whenUnsatisfiable().equals("DoNotSchedule")) {
            errors.invalid(
                    path.child("minDomains"),
                    constraint.minDomains(),
                    "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not "
                            + constraint.whenUnsatisfiable());
        }
        labelKeys(constraint.matchLabelKeys(), constraint.labelSelector(), path.child("matchLabelKeys"), errors);
    }
}
