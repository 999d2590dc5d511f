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
 * @param scoredMilliCpu the sum of {@link PodDemand#scoredMilliCpu}
 * @param scoredMemory the sum of {@link PodDemand#scoredMemory}
 */
public record NodeLoad(
        Node node,
        Map<String, Pod> pods,
        Amounts allocatable,
        long allowedPods,
        Amounts requested,
        long scoredMilliCpu,
        long scoredMemory,
        Set<PodDemand.HostPort> usedPorts) {
    public NodeLoad {
        pods = java.util.Collections.unmodifiableMap(pods);
        usedPorts = Set.copyOf(usedPorts);
    }

    public static NodeLoad of(Node node, Iterable<Pod> pods) {
        Map<String, Pod> byUid = new LinkedHashMap<>();
        Amounts requested = Amounts.NONE;
        Set<PodDemand.HostPort> ports = new HashSet<>();
        long scoredCpu = 0;
        long scoredMemory = 0;
        for (Pod pod : pods) {
            byUid.put(pod.uid(), pod);
            PodDemand demand = PodDemand.of(pod);
            requested = requested.plus(demand.requests());
            scoredCpu = Amounts.sum(scoredCpu, demand.scoredMilliCpu());
            scoredMemory = Amounts.sum(scoredMemory, demand.scoredMemory());
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
                scoredCpu,
                scoredMemory,
                ports);
    }

    public NodeLoad with(Pod pod) {
        Map<String, Pod> more = new LinkedHashMap<>(pods);
        Pod before = more.put(pod.uid(), pod);
        PodDemand demand = PodDemand.of(pod);
        if (before != null) {
            // Most news of a pod are news of its status, which change what it takes only while it is resized.
            return PodDemand.of(before).equals(demand)
                    ? new NodeLoad(
                            node, more, allocatable, allowedPods, requested, scoredMilliCpu, scoredMemory, usedPorts)
                    : of(node, more.values());
        }
        Set<PodDemand.HostPort> ports = usedPorts;
        if (!demand.hostPorts().isEmpty()) {
            ports = new HashSet<>(usedPorts);
            ports.addAll(demand.hostPorts());
        }
        return new NodeLoad(
                node,
                more,
                allocatable,
                allowedPods,
                requested.plus(demand.requests()),
                Amounts.sum(scoredMilliCpu, demand.scoredMilliCpu()),
                Amounts.sum(scoredMemory, demand.scoredMemory()),
                ports);
    }

    public NodeLoad without(String podUid) {
        Map<String, Pod> fewer = new LinkedHashMap<>(pods);
        Pod gone = fewer.remove(podUid);
        if (gone == null) {
            return this;
        }
        PodDemand demand = PodDemand.of(gone);
        boolean exact = requested.exact() && scoredMilliCpu != Long.MAX_VALUE && scoredMemory != Long.MAX_VALUE;
        return exact && demand.hostPorts().isEmpty()
                ? new NodeLoad(
                        node,
                        fewer,
                        allocatable,
                        allowedPods,
                        requested.minus(demand.requests()),
                        scoredMilliCpu - demand.scoredMilliCpu(),
                        scoredMemory - demand.scoredMemory(),
                        usedPorts)
                : of(node, fewer.values());
    }

    public NodeLoad withNode(Node newest) {
        return of(newest, pods.values());
    }

    public String name() {
        return node.name();
    }
}
