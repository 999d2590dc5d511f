package io.gantry.api.warnings;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Node;
import io.gantry.api.names.Names;
import io.gantry.api.node.v1.RuntimeClass;
import io.gantry.api.validation.FieldError;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Nodes, their runtimes, service accounts and custom objects. */
final class ClusterWarnings {
    private static final String MOUNTABLE_SECRETS = "kubernetes.io/enforce-mountable-secrets";
    private static final Set<String> STANDARD_FINALIZERS = Set.of("kubernetes", "orphan", "foregroundDeletion");

    private ClusterWarnings() {}

    static void node(Node node, List<String> warnings) {
        if (node.spec().configSource() != null) {
            warnings.add("spec.configSource: the feature is removed");
        }
        if (node.spec().externalID() != null && !node.spec().externalID().isEmpty()) {
            warnings.add("spec.externalID: this field is deprecated, and is unused by Kubernetes");
        }
    }

    static void runtimeClass(RuntimeClass runtimeClass, List<String> warnings) {
        if (runtimeClass.scheduling() == null) {
            return;
        }
        for (String key : new TreeSet<>(runtimeClass.scheduling().nodeSelector().keySet())) {
            String message = NodeLabels.deprecation(key);
            if (message != null) {
                warnings.add("scheduling.nodeSelector: " + message);
            }
        }
    }

    static void account(KubeObject account, @Nullable KubeObject old, List<String> warnings) {
        boolean before = old != null && old.metadata().annotations().containsKey(MOUNTABLE_SECRETS);
        if (!before && account.metadata().annotations().containsKey(MOUNTABLE_SECRETS)) {
            warnings.add("metadata.annotations[" + MOUNTABLE_SECRETS
                    + "]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets");
        }
    }

    static void finalizers(KubeObject object, @Nullable KubeObject old, List<String> warnings) {
        Set<String> added = new TreeSet<>(object.metadata().finalizers());
        if (old != null) {
            old.metadata().finalizers().forEach(added::remove);
        }
        for (String finalizer : added) {
            String start = "metadata.finalizers: " + FieldError.quote(finalizer) + ": ";
            Names.qualifiedName(finalizer).forEach(error -> warnings.add(start + error));
            if (finalizer.indexOf('/') < 0 && !STANDARD_FINALIZERS.contains(finalizer)) {
                String path = finalizer.indexOf('.') < 0 ? "" : " including a path (/)";
                warnings.add(start + "prefer a domain-qualified finalizer name" + path
                        + " to avoid accidental conflicts with other finalizer writers");
            }
        }
    }
}
