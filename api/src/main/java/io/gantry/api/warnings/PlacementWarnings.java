package io.gantry.api.warnings;

import io.gantry.api.core.v1.Affinity;
import io.gantry.api.core.v1.NodeAffinity;
import io.gantry.api.core.v1.PodAffinityTerm;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.TopologySpreadConstraint;
import io.gantry.api.core.v1.WeightedPodAffinityTerm;
import io.gantry.api.validation.FieldPath;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where a pod is to run. */
final class PlacementWarnings {
    private static final String NO_POD = ": a null labelSelector results in matching no pod";
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

    private PlacementWarnings() {}

    static void check(PodSpec spec, FieldPath at, List<String> warnings) {
        for (String key : new TreeSet<>(spec.nodeSelector().keySet())) {
            String message = NodeLabels.deprecation(key);
            if (message != null) {
                warnings.add(at.child("nodeSelector").key(key) + ": " + message);
            }
        }
        if (spec.affinity() != null && spec.affinity().nodeAffinity() != null) {
            ofNodes(spec.affinity().nodeAffinity(), at.child("affinity").child("nodeAffinity"), warnings);
        }
        for (int i = 0; i < spec.topologySpreadConstraints().size(); i++) {
            TopologySpreadConstraint constraint =
                    spec.topologySpreadConstraints().get(i);
            FieldPath path = at.child("topologySpreadConstraints").index(i);
            NodeLabels.ofKey(constraint.topologyKey(), path.child("topologyKey"), warnings);
            if (constraint.labelSelector() == null) {
                warnings.add(path.child("labelSelector") + NO_POD);
            }
        }
    }

    private static void ofNodes(NodeAffinity affinity, FieldPath path, List<String> warnings) {
        if (affinity.requiredDuringSchedulingIgnoredDuringExecution() != null) {
            var terms =
                    affinity.requiredDuringSchedulingIgnoredDuringExecution().nodeSelectorTerms();
            for (int i = 0; i < terms.size(); i++) {
                NodeLabels.ofTerm(
                        terms.get(i),
                        path.child(REQUIRED).child("nodeSelectorTerms").index(i),
                        warnings);
            }
        }
        var wishes = affinity.preferredDuringSchedulingIgnoredDuringExecution();
        for (int i = 0; i < wishes.size(); i++) {
            FieldPath preference = path.child(PREFERRED).index(i).child("preference");
            NodeLabels.ofTerm(wishes.get(i).preference(), preference, warnings);
        }
    }

    static void ofPods(@Nullable Affinity affinity, FieldPath path, List<String> warnings) {
        if (affinity == null) {
            return;
        }
        if (affinity.podAffinity() != null) {
            FieldPath at = path.child("podAffinity");
            terms(affinity.podAffinity().requiredDuringSchedulingIgnoredDuringExecution(), at, warnings);
            wishes(affinity.podAffinity().preferredDuringSchedulingIgnoredDuringExecution(), at, warnings);
        }
        if (affinity.podAntiAffinity() != null) {
            FieldPath at = path.child("podAntiAffinity");
            terms(affinity.podAntiAffinity().requiredDuringSchedulingIgnoredDuringExecution(), at, warnings);
            wishes(affinity.podAntiAffinity().preferredDuringSchedulingIgnoredDuringExecution(), at, warnings);
        }
    }

    private static void terms(List<PodAffinityTerm> terms, FieldPath path, List<String> warnings) {
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).labelSelector() == null) {
                warnings.add(path.child(REQUIRED).index(i).child("labelSelector") + NO_POD);
            }
        }
    }

    private static void wishes(List<WeightedPodAffinityTerm> wishes, FieldPath path, List<String> warnings) {
        for (int i = 0; i < wishes.size(); i++) {
            if (wishes.get(i).podAffinityTerm().labelSelector() == null) {
                FieldPath term = path.child(PREFERRED).index(i).child("podAffinityTerm");
                warnings.add(term.child("labelSelector") + NO_POD);
            }
        }
    }
}
