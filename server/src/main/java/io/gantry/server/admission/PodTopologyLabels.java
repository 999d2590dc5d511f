package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Registries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Kubernetes' {@code PodTopologyLabels}: a pod that gets a node gets the labels of the zone and the region that the node is
 * in, where containers can read them by the downward API.
 */
final class PodTopologyLabels implements Admission {
    private static final List<String> LABELS = List.of("topology.kubernetes.io/zone", "topology.kubernetes.io/region");

    private final Supplier<Registries> registries;

    PodTopologyLabels(Supplier<Registries> registries) {
        this.registries = registries;
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (!(object instanceof Pod pod)
                || !(request.creates() || request.subresource().equals("binding"))) {
            return object;
        }
        String name = pod.spec().nodeName();
        Node node = name == null || name.isEmpty()
                ? null
                : registries.get().registry(NodeType.KIND).find("", name);
        if (node == null) {
            return pod;
        }
        Map<String, String> given = pod.metadata().labels();
        Map<String, String> labels = new HashMap<>(given);
        for (String key : LABELS) {
            String value = node.metadata().labels().get(key);
            if (value != null) {
                labels.put(key, value);
            }
        }
        return labels.equals(given) ? pod : Metas.edit(pod, m -> m.labels(labels));
    }
}
