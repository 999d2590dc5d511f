package io.gantry.api.warnings;

import io.gantry.api.core.v1.NodeSelectorRequirement;
import io.gantry.api.core.v1.NodeSelectorTerm;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.validation.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The labels of nodes that were replaced. */
final class NodeLabels {
    private static final Map<String, String> DEPRECATED = Map.of(
            "beta.kubernetes.io/arch", since("v1.14", "kubernetes.io/arch"),
            "beta.kubernetes.io/os", since("v1.14", "kubernetes.io/os"),
            "failure-domain.beta.kubernetes.io/region", since("v1.17", "topology.kubernetes.io/region"),
            "failure-domain.beta.kubernetes.io/zone", since("v1.17", "topology.kubernetes.io/zone"),
            "beta.kubernetes.io/instance-type", since("v1.17", "node.kubernetes.io/instance-type"),
            "app.kubernetes.io/created-by", "deprecated since v1.9",
            "scheduler.alpha.kubernetes.io/preferAvoidPods",
                    "deprecated since v1.22; use Taints and Tolerations instead",
            "node-role.kubernetes.io/master", "use \"node-role.kubernetes.io/control-plane\" instead");

    private NodeLabels() {}

    private static String since(String version, String instead) {
        return "deprecated since " + version + "; use \"" + instead + "\" instead";
    }

    /** What there is to say about a label; null for nothing. */
    static @Nullable String deprecation(String key) {
        return DEPRECATED.get(key);
    }

    static void ofTerm(NodeSelectorTerm term, FieldPath path, List<String> warnings) {
        List<NodeSelectorRequirement> expressions = term.matchExpressions();
        for (int i = 0; i < expressions.size(); i++) {
            ofKey(
                    expressions.get(i).key(),
                    path.child("matchExpressions").index(i).child("key"),
                    warnings);
        }
    }

    /** A key with its path, as Kubernetes says it of keys in lists. */
    static void ofKey(String key, FieldPath path, List<String> warnings) {
        String message = deprecation(key);
        if (message != null) {
            warnings.add(path + ": " + key + " is " + message);
        }
    }

    static void ofSelector(LabelSelector selector, FieldPath path, List<String> warnings) {
        for (int i = 0; i < selector.matchExpressions().size(); i++) {
            String key = selector.matchExpressions().get(i).key();
            ofKey(key, path.child("matchExpressions").index(i).child("key"), warnings);
        }
        for (String key : new TreeSet<>(selector.matchLabels().keySet())) {
            String message = deprecation(key);
            if (message != null) {
                warnings.add(path.child("matchLabels").child(key) + ": " + message);
            }
        }
    }
}
