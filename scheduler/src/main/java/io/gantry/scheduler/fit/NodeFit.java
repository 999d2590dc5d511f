package io.gantry.scheduler.fit;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Taint;
import io.gantry.base.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a pod fits a node as the node is now: resources, ports, selector and affinity, and what would drive it away.
 * The scheduler and the node's own admission ask the same function, so that they cannot disagree.
 */
public final class NodeFit {
    /** Which taint it is stands on the node; naming it here would make a reason of its own for every taint. */
    public static final Reason UNTOLERATED = new Reason("TaintToleration", "node(s) had untolerated taint(s)");

    private static final String INSUFFICIENT = "Insufficient ";

    private NodeFit() {}

    /** Why not; empty when it fits. {@link #kubeletCode} says it as the kubelet does to a pod it refuses. */
    public static List<Reason> refusals(Pod pod, PodDemand demand, NodeLoad load) {
        List<Reason> refusals = new ArrayList<>(resources(demand, load));
        if (portTaken(demand, load)) {
            refusals.add(new Reason("NodePorts", "node(s) didn't have free ports for the requested pod ports"));
        }
        if (!NodeSelectors.matches(pod, load.node())) {
            refusals.add(new Reason("NodeAffinity", "node(s) didn't match Pod's node affinity/selector"));
        }
        Taint taint = Taints.firstUntolerated(
                load.node().spec().taints(),
                pod.spec().tolerations(),
                each -> each.effect().equals("NoExecute"));
        if (taint != null) {
            refusals.add(UNTOLERATED);
        }
        return refusals;
    }

    /** The status reason of a pod that the node refuses: the name of what is short stands in it as it is. */
    public static String kubeletCode(Reason refusal) {
        return refusal.message().startsWith(INSUFFICIENT)
                ? "OutOf" + refusal.message().substring(INSUFFICIENT.length())
                : refusal.code();
    }

    /** Resources that are short, each in the scheduler's words. */
    public static List<Reason> resources(PodDemand demand, NodeLoad load) {
        List<Reason> shortages = new ArrayList<>(0);
        if (load.pods().size() + 1 > load.allowedPods()) {
            shortages.add(new Reason("OutOfpods", "Too many pods"));
        }
        Amounts wanted = demand.requests();
        Amounts has = load.allocatable();
        Amounts used = load.requested();
        if (wanted.milliCpu() > 0 && wanted.milliCpu() > has.milliCpu() - used.milliCpu()) {
            shortages.add(new Reason("OutOfcpu", INSUFFICIENT + "cpu"));
        }
        if (wanted.memory() > 0 && wanted.memory() > has.memory() - used.memory()) {
            shortages.add(new Reason("OutOfmemory", INSUFFICIENT + "memory"));
        }
        if (wanted.storage() > 0 && wanted.storage() > has.storage() - used.storage()) {
            shortages.add(new Reason("OutOfephemeralstorage", INSUFFICIENT + "ephemeral-storage"));
        }
        for (Map.Entry<String, Long> other : wanted.others().entrySet()) {
            long free = has.others().getOrDefault(other.getKey(), 0L)
                    - used.others().getOrDefault(other.getKey(), 0L);
            if (other.getValue() > 0 && other.getValue() > free) {
                shortages.add(new Reason("OutOfResource", INSUFFICIENT + other.getKey()));
            }
        }
        return shortages;
    }

    public static boolean portTaken(PodDemand demand, NodeLoad load) {
        return demand.hostPorts().stream()
                .anyMatch(wanted -> load.usedPorts().stream().anyMatch(wanted::conflicts));
    }
}
