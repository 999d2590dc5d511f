package io.gantry.scheduler.fit;

import io.gantry.api.core.v1.Affinity;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeSelector;
import io.gantry.api.core.v1.NodeSelectorRequirement;
import io.gantry.api.core.v1.NodeSelectorTerm;
import io.gantry.api.core.v1.Pod;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a node is one that a pod's selector and required node affinity name. */
public final class NodeSelectors {
    private NodeSelectors() {}

    public static boolean matches(Pod pod, Node node) {
        for (Map.Entry<String, String> wanted : pod.spec().nodeSelector().entrySet()) {
            if (!wanted.getValue().equals(node.metadata().labels().get(wanted.getKey()))) {
                return false;
            }
        }
        Affinity affinity = pod.spec().affinity();
        NodeSelector required = affinity == null || affinity.nodeAffinity() == null
                ? null
                : affinity.nodeAffinity().requiredDuringSchedulingIgnoredDuringExecution();
        return required == null || matches(required, node);
    }

    /** One of the terms holds. */
    public static boolean matches(NodeSelector selector, Node node) {
        return selector.nodeSelectorTerms().stream().anyMatch(term -> matches(term, node));
    }

    /** All requirements of the term hold; a term without any names no node. */
    public static boolean matches(NodeSelectorTerm term, Node node) {
        if (term.matchExpressions().isEmpty() && term.matchFields().isEmpty()) {
            return false;
        }
        for (NodeSelectorRequirement requirement : term.matchExpressions()) {
            if (!holds(requirement, node.metadata().labels().get(requirement.key()))) {
                return false;
            }
        }
        for (NodeSelectorRequirement requirement : term.matchFields()) {
            String value = requirement.key().equals("metadata.name") ? node.name() : null;
            if (!holds(requirement, value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(NodeSelectorRequirement requirement, @Nullable String value) {
        List<String> values = requirement.values();
        return switch (requirement.operator()) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> compare(value, values) > 0;
            case "Lt" -> compare(value, values) < 0;
            default -> false;
        };
    }

    /** 0 when one of the two is no whole number: then neither more nor less holds. */
    private static int compare(@Nullable String value, List<String> values) {
        if (value == null || values.size() != 1) {
            return 0;
        }
        try {
            return Long.compare(Long.parseLong(value), Long.parseLong(values.getFirst()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
