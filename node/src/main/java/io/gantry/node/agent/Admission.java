package io.gantry.node.agent;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Sysctl;
import io.gantry.base.Reason;
import io.gantry.node.pod.ResizeConditions;
import io.gantry.scheduler.fit.Amounts;
import io.gantry.scheduler.fit.NodeFit;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.fit.PodDemand;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node takes in a pod that was bound to it: whoever bound it may have seen another node than this is now, or
 * not have looked at all. The codes and words are the kubelet's. Pure.
 */
final class Admission {
    /** Kernel parameters that touch nobody but the pod; the others would have to be allowed by the node. */
    private static final Set<String> SAFE_SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_wmem");

    private Admission() {}

    /**
     * Why not; {@code null} when the pod is taken in.
     *
     * @param others that the node has taken in and that have not ended
     */
    static @Nullable Reason refusal(Pod pod, Node node, Collection<Pod> others) {
        if (pod.spec().os() != null && !pod.spec().os().name().equals("linux")) {
            return new Reason("PodOSNotSupported", "Failed to admit pod as the OS field doesn't match node OS");
        }
        if (pod.spec().securityContext() != null) {
            for (Sysctl sysctl : pod.spec().securityContext().sysctls()) {
                // The kernel's files have slashes where its names have dots; users write either.
                if (!SAFE_SYSCTLS.contains(sysctl.name().replace('/', '.'))) {
                    return new Reason("SysctlForbidden", "forbidden sysctl: \"" + sysctl.name() + "\" not allowlisted");
                }
            }
        }
        PodDemand demand = PodDemand.wanted(pod);
        NodeLoad load = NodeLoad.of(node, others);
        List<Reason> refusals = NodeFit.refusals(pod, demand, load);
        return refusals.isEmpty() ? null : inFull(refusals.getFirst(), demand, load);
    }

    /**
     * Why a pod that was taken in does not get what its spec asks for now: {@code Infeasible} when the node can never give it,
     * {@code Deferred} when it may later; {@code null} when it gets it.
     *
     * @param others that the node has taken in and that have not ended, with what they were promised
     */
    static @Nullable Reason resizeRefusal(Pod pod, Node node, Collection<Pod> others) {
        if (pod.metadata().annotations().containsKey("kubernetes.io/config.mirror")) {
            return new Reason(ResizeConditions.INFEASIBLE, "In-place resize of static-pods is not supported");
        }
        Amounts wanted = PodDemand.wanted(pod).requests();
        Amounts has = Amounts.of(node.status().allocatable());
        if (wanted.memory() > has.memory()) {
            return infeasible("memory", wanted.memory(), has.memory());
        }
        if (wanted.milliCpu() > has.milliCpu()) {
            return infeasible("cpu", wanted.milliCpu(), has.milliCpu());
        }
        Reason refusal = refusal(pod, node, others);
        return refusal == null ? null : new Reason(ResizeConditions.DEFERRED, refusal.message());
    }

    private static Reason infeasible(String resource, long requested, long capacity) {
        return new Reason(
                ResizeConditions.INFEASIBLE,
                "Node didn't have enough capacity: " + resource + ", requested: " + requested + ", capacity: "
                        + capacity);
    }

    private static Reason inFull(Reason why, PodDemand demand, NodeLoad load) {
        return switch (why.code()) {
            case "OutOfpods" -> shortOf("pods", 1, load.pods().size(), load.allowedPods());
            case "OutOfcpu" ->
                shortOf(
                        "cpu",
                        demand.requests().milliCpu(),
                        load.requested().milliCpu(),
                        load.allocatable().milliCpu());
            case "OutOfmemory" ->
                shortOf(
                        "memory",
                        demand.requests().memory(),
                        load.requested().memory(),
                        load.allocatable().memory());
            case "OutOfephemeralstorage" ->
                shortOf(
                        "ephemeral-storage",
                        demand.requests().storage(),
                        load.requested().storage(),
                        load.allocatable().storage());
            case "OutOfResource" -> {
                String resource = why.message().substring(why.message().lastIndexOf(' ') + 1);
                yield shortOf(
                        resource,
                        demand.requests().others().getOrDefault(resource, 0L),
                        load.requested().others().getOrDefault(resource, 0L),
                        load.allocatable().others().getOrDefault(resource, 0L));
            }
            default -> new Reason(why.code(), "Predicate " + why.code() + " failed: " + why.message());
        };
    }

    private static Reason shortOf(String resource, long requested, long used, long capacity) {
        return new Reason(
                "OutOf" + resource,
                "Node didn't have enough resource: " + resource + ", requested: " + requested + ", used: " + used
                        + ", capacity: " + capacity);
    }
}
