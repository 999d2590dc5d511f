package io.gantry.server.admission;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Which of its labels a node may set itself: those of the kubelet, and any outside of Kubernetes' own domains. */
final class NodeLabels {
    private static final String RESTRICTED = "node-restriction.kubernetes.io";

    private static final Set<String> KUBELET = Set.of(
            "kubernetes.io/hostname",
            "kubernetes.io/os",
            "kubernetes.io/arch",
            "beta.kubernetes.io/os",
            "beta.kubernetes.io/arch",
            "beta.kubernetes.io/instance-type",
            "node.kubernetes.io/instance-type",
            "node.kubernetes.io/windows-build",
            "topology.kubernetes.io/zone",
            "topology.kubernetes.io/region",
            "failure-domain.beta.kubernetes.io/zone",
            "failure-domain.beta.kubernetes.io/region");

    private static final List<String> KUBELET_DOMAINS = List.of("kubelet.kubernetes.io", "node.kubernetes.io");

    private NodeLabels() {}

    /** The keys that differ between the two and that no node may touch, in order. */
    static List<String> forbidden(Map<String, String> before, Map<String, String> after) {
        if (before.equals(after)) {
            return List.of();
        }
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .filter(NodeLabels::isForbidden)
                .toList();
    }

    private static boolean isForbidden(String key) {
        int slash = key.indexOf('/');
        String domain = slash < 0 ? "" : key.substring(0, slash);
        if (within(domain, RESTRICTED)) {
            return true;
        }
        boolean kubernetes = within(domain, "kubernetes.io") || within(domain, "k8s.io");
        return kubernetes
                && !KUBELET.contains(key)
                && KUBELET_DOMAINS.stream().noneMatch(allowed -> within(domain, allowed));
    }

    private static boolean within(String domain, String parent) {
        return domain.equals(parent) || domain.endsWith("." + parent);
    }
}
