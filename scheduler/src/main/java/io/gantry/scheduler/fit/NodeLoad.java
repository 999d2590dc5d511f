package io.gantry.scheduler.fit;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.types.Quantity;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A node and the pods that are, or are about to be, on it. Immutable: a pod more is another load.
 *
 * @param pods by uid
 */
public record NodeLoad(
        Node node,
        Map<String, Pod> pods,
        Amounts allocatable,
        long allowedPods,
        Amounts requested,
        Set<PodDemand.HostPort> usedPorts) {
    public NodeLoad {
        pods = java.util.Collections.unmodifiableMap(pods);
        usedPorts = Set.copyOf(usedPorts);
    }

    public static NodeLoad of(Node node, Iterable<Pod> pods) {
        Map<String, Pod> byUid = new LinkedHashMap<>();
        Amounts requested = Amounts.NONE;
        Set<PodDemand.HostPort> ports = new HashSet<>();
        for (Pod pod : pods) {
            byUid.put(pod.uid(), pod);
            PodDemand demand = PodDemand.of(pod);
            requested = requested.plus(demand.requests());
            ports.addAll(demand.hostPorts());
        }
        Map<String, Quantity> allocatable = node.status().allocatable().isEmpty()
                ? node.status().capacity()
                : node.status().allocatable();
        return new NodeLoad(
                node,
                byUid,
                Amounts.of(allocatable),
                allocatable.containsKey("pods") ? allocatable.get("pods").value() : 0,
                requested,
                ports);
    }

    public NodeLoad with(Pod pod) {
        Map<String, Pod> more = new LinkedHashMap<>(pods);
        more.put(pod.uid(), pod);
        return of(node, more.values());
    }

    public NodeLoad without(String podUid) {
        Map<String, Pod> fewer = new LinkedHashMap<>(pods);
        fewer.remove(podUid);
        return of(node, fewer.values());
    }

    public NodeLoad withNode(Node newest) {
        return of(newest, pods.values());
    }

    public String name() {
        return node.name();
    }
}
