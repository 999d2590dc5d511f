package io.gantry.api.warning;

import io.gantry.api.core.v1.NodeSelectorRequirement;
import io.gantry.api.core.v1.NodeSelectorTerm;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.names.Names;
import io.gantry.api.validation.FieldPath;
import java.util.List;
import java.util.Map;

/** Labels of nodes that have other names by now, wherever nodes are chosen by them. */
final class NodeLabels {
    private static final Map<String, String> DEPRECATED = Map.of(
            "beta.kubernetes.io/arch", "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
            "beta.kubernetes.io/os", "deprecated since v1.14; use \"kubernetes.io/os\" instead",
            "failure-domain.beta.kubernetes.io/region",
                    "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
            "failure-domain.beta.kubernetes.io/zone",
                    "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
            "beta.kubernetes.io/instance-type",
                    "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead",
            "node-role.kubernetes.io/master", "use \"node-role.kubernetes.io/control-plane\" instead");

    private NodeLabels() {}

    /** Of a label that stands where the path says. */
    static void label(String label, FieldPath path, List<String> warnings) {
        String message = DEPRECATED.get(label);
        if (message != null) {
            warnings.add(path + ": " + message);
        }
    }

    /** Of a label that is the value of the field. */
    static void key(String label, FieldPath path, List<String> warnings) {
        String message = DEPRECATED.get(label);
        if (message != null) {
            warnings.add(path + ": " + label + " is " + message);
        }
    }

    /** @param values whether values that no node can have are told too: nothing refuses them where they are only preferred */
    static void term(NodeSelectorTerm term, boolean values, FieldPath path, List<String> warnings) {
        for (int i = 0; i < term.matchExpressions().size(); i++) {
            NodeSelectorRequirement requirement = term.matchExpressions().get(i);
            FieldPath at = path.child("matchExpressions").index(i);
            key(requirement.key(), at.child("key"), warnings);
            for (int j = 0; values && j < requirement.values().size(); j++) {
                String value = requirement.values().get(j);
                FieldPath index = at.child("values").index(j);
                Names.labelValue(value).forEach(wrong -> warnings.add(index + ": " + value + " is invalid, " + wrong));
            }
        }
    }

    static void selector(LabelSelector selector, FieldPath path, List<String> warnings) {
        for (int i = 0; i < selector.matchExpressions().size(); i++) {
            FieldPath at = path.child("matchExpressions").index(i).child("key");
            key(selector.matchExpressions().get(i).key(), at, warnings);
        }
        FieldPath labels = path.child("matchLabels");
        selector.matchLabels().keySet().forEach(label -> label(label, labels.child(label), warnings));
    }
}
