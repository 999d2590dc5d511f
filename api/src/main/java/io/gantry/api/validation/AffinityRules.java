package io.gantry.api.validation;

import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.Affinity;
import io.gantry.api.core.v1.NodeSelector;
import io.gantry.api.core.v1.NodeSelectorRequirement;
import io.gantry.api.core.v1.NodeSelectorTerm;
import io.gantry.api.core.v1.PodAffinityTerm;
import io.gantry.api.core.v1.PreferredSchedulingTerm;
import io.gantry.api.core.v1.Toleration;
import io.gantry.api.core.v1.TolerationType;
import io.gantry.api.core.v1.TopologySpreadConstraint;
import io.gantry.api.core.v1.WeightedPodAffinityTerm;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.names.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where pods may run. */
final class AffinityRules {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
    private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    private AffinityRules() {}

    static void affinity(@Nullable Affinity affinity, FieldPath path, FieldErrors errors) {
        if (affinity == null) {
            return;
        }
        if (affinity.nodeAffinity() != null) {
            FieldPath place = path.child("nodeAffinity");
            NodeSelector required = affinity.nodeAffinity().requiredDuringSchedulingIgnoredDuringExecution();
            if (required != null) {
                nodeSelector(required, place.child(REQUIRED), errors);
            }
            List<PreferredSchedulingTerm> preferred =
                    affinity.nodeAffinity().preferredDuringSchedulingIgnoredDuringExecution();
            for (int i = 0; i < preferred.size(); i++) {
                FieldPath term = place.child(PREFERRED).index(i);
                weight(preferred.get(i).weight(), term, errors);
                term(preferred.get(i).preference(), term.child("preference"), errors);
            }
        }
        if (affinity.podAffinity() != null) {
            podTerms(
                    affinity.podAffinity().requiredDuringSchedulingIgnoredDuringExecution(),
                    affinity.podAffinity().preferredDuringSchedulingIgnoredDuringExecution(),
                    path.child("podAffinity"),
                    errors);
        }
        if (affinity.podAntiAffinity() != null) {
            podTerms(
                    affinity.podAntiAffinity().requiredDuringSchedulingIgnoredDuringExecution(),
                    affinity.podAntiAffinity().preferredDuringSchedulingIgnoredDuringExecution(),
                    path.child("podAntiAffinity"),
                    errors);
        }
    }

    private static void weight(int weight, FieldPath path, FieldErrors errors) {
        if (weight <= 0 || weight > 100) {
            errors.invalid(path.child("weight"), weight, "must be in the range 1-100");
        }
    }

    static void nodeSelector(NodeSelector selector, FieldPath path, FieldErrors errors) {
        FieldPath terms = path.child("nodeSelectorTerms");
        if (selector.nodeSelectorTerms().isEmpty()) {
            errors.required(terms, "must have at least one node selector term");
        }
        for (int i = 0; i < selector.nodeSelectorTerms().size(); i++) {
            term(selector.nodeSelectorTerms().get(i), terms.index(i), errors);
        }
    }

    private static void term(NodeSelectorTerm term, FieldPath path, FieldErrors errors) {
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

    private static void podTerms(
            List<PodAffinityTerm> required,
            List<WeightedPodAffinityTerm> preferred,
            FieldPath path,
            FieldErrors errors) {
        for (int i = 0; i < required.size(); i++) {
            podTerm(required.get(i), path.child(REQUIRED).index(i), errors);
        }
        for (int i = 0; i < preferred.size(); i++) {
            FieldPath place = path.child(PREFERRED).index(i);
            weight(preferred.get(i).weight(), place, errors);
            podTerm(preferred.get(i).podAffinityTerm(), place.child("podAffinityTerm"), errors);
        }
    }

    private static void podTerm(PodAffinityTerm term, FieldPath path, FieldErrors errors) {
        SelectorRules.selector(term.labelSelector(), path.child("labelSelector"), errors);
        SelectorRules.selector(term.namespaceSelector(), path.child("namespaceSelector"), errors);
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

    static void tolerations(List<Toleration> tolerations, FieldPath path, FieldErrors errors) {
        for (int i = 0; i < tolerations.size(); i++) {
            Toleration toleration = tolerations.get(i);
            FieldPath place = path.index(i);
            String key = toleration.key() == null ? "" : toleration.key();
            String operator = toleration.operator() == null ? "" : toleration.operator();
            if (!key.isEmpty()) {
                errors.invalid(place.child("key"), key, Names.qualifiedName(key));
            }
            if (key.isEmpty() && !operator.equals("Exists")) {
                errors.invalid(
                        place.child("operator"),
                        operator,
                        "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            }
            if (toleration.tolerationSeconds() != null && !"NoExecute".equals(toleration.effect())) {
                errors.invalid(
                        place.child("effect"),
                        toleration.effect() == null ? "" : toleration.effect(),
                        "effect must be 'NoExecute' when `tolerationSeconds` is set");
            }
            String value = toleration.value() == null ? "" : toleration.value();
            switch (operator) {
                case "", "Equal" -> errors.invalid(place.child("operator"), value, Names.labelValue(value));
                case "Exists" -> {
                    if (!value.isEmpty()) {
                        errors.invalid(
                                place.child("operator"),
                                Tree.ofRecord(TolerationType.TYPE, toleration),
                                "value must be empty when `operator` is 'Exists'");
                    }
                }
                case "Lt", "Gt" -> {
                    if (!value.matches("0|-?[1-9][0-9]*")) {
                        errors.invalid(place.child("value"), value, "value must be a valid integer");
                    }
                }
                default ->
                    errors.notSupported(place.child("operator"), operator, List.of("Equal", "Exists", "Gt", "Lt"));
            }
            if (toleration.effect() != null && !toleration.effect().isEmpty()) {
                errors.optionalOneOf(place.child("effect"), toleration.effect(), EFFECTS);
            }
        }
    }

    static void spread(List<TopologySpreadConstraint> constraints, FieldPath path, FieldErrors errors) {
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i < constraints.size(); i++) {
            TopologySpreadConstraint constraint = constraints.get(i);
            FieldPath place = path.index(i);
            if (constraint.maxSkew() <= 0) {
                errors.invalid(place.child("maxSkew"), constraint.maxSkew(), "must be greater than zero");
            }
            String key = constraint.topologyKey();
            if (key.isEmpty()) {
                errors.required(place.child("topologyKey"), "can not be empty");
            } else {
                errors.invalid(place.child("topologyKey"), key, Names.qualifiedName(key));
            }
            List<String> actions = List.of("DoNotSchedule", "ScheduleAnyway");
            if (!actions.contains(constraint.whenUnsatisfiable())) {
                errors.notSupported(place.child("whenUnsatisfiable"), constraint.whenUnsatisfiable(), actions);
            }
            if (!pairs.add(key + "," + constraint.whenUnsatisfiable())) {
                errors.duplicate(
                        place.child("{topologyKey, whenUnsatisfiable}"),
                        "{" + key + ", " + constraint.whenUnsatisfiable() + "}");
            }
            if (constraint.minDomains() != null) {
                if (constraint.minDomains() <= 0) {
                    errors.invalid(place.child("minDomains"), constraint.minDomains(), "must be greater than zero");
                }
                if (!constraint.whenUnsatisfiable().equals("DoNotSchedule")) {
                    errors.invalid(
                            place.child("minDomains"),
                            constraint.minDomains(),
                            "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not "
                                    + constraint.whenUnsatisfiable());
                }
            }
            List<String> inclusion = List.of("Ignore", "Honor");
            errors.optionalOneOf(place.child("nodeAffinityPolicy"), constraint.nodeAffinityPolicy(), inclusion);
            errors.optionalOneOf(place.child("nodeTaintsPolicy"), constraint.nodeTaintsPolicy(), inclusion);
            labelKeys(constraint.matchLabelKeys(), constraint.labelSelector(), place.child("matchLabelKeys"), errors);
            SelectorRules.selector(constraint.labelSelector(), place.child("labelSelector"), errors);
        }
    }
}
