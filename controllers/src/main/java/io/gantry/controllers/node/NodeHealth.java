package io.gantry.controllers.node;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeCondition;
import io.gantry.api.core.v1.NodeConditionBuilder;
import io.gantry.api.core.v1.Taint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows from a node's conditions: other conditions when it is silent, and taints. Pure. */
final class NodeHealth {
    static final String NOT_READY = "node.kubernetes.io/not-ready";
    static final String UNREACHABLE = "node.kubernetes.io/unreachable";
    static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

    /** A condition that, being True, keeps pods away. */
    private static final Map<String, String> PRESSURE = Map.of(
            "MemoryPressure", "node.kubernetes.io/memory-pressure",
            "DiskPressure", "node.kubernetes.io/disk-pressure",
            "PIDPressure", "node.kubernetes.io/pid-pressure",
            "NetworkUnavailable", "node.kubernetes.io/network-unavailable");

    /** What the kubelet keeps up to date, and nobody knows when it is silent. */
    private static final List<String> KEPT_BY_NODE = List.of("Ready", "MemoryPressure", "DiskPressure", "PIDPressure");

    private NodeHealth() {}

    static @Nullable NodeCondition condition(Node node, String type) {
        for (NodeCondition condition : node.status().conditions()) {
            if (condition.type().equals(type)) {
                return condition;
            }
        }
        return null;
    }

    /** {@code True}, {@code False} or {@code Unknown}. */
    static String readiness(Node node) {
        NodeCondition ready = condition(node, "Ready");
        return ready == null ? "Unknown" : ready.status();
    }

    /** The conditions of a node that has been silent for too long. */
    static List<NodeCondition> silent(Node node, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.SECONDS);
        List<NodeCondition> conditions = new ArrayList<>();
        for (NodeCondition condition : node.status().conditions()) {
            boolean unknown = condition.status().equals("Unknown");
            conditions.add(
                    !KEPT_BY_NODE.contains(condition.type()) || unknown
                            ? condition
                            : NodeConditionBuilder.of(condition)
                                    .status("Unknown")
                                    .reason("NodeStatusUnknown")
                                    .message("Kubelet stopped posting node status.")
                                    .lastTransitionTime(at)
                                    .build());
        }
        for (String type : KEPT_BY_NODE) {
            if (condition(node, type) == null) {
                conditions.add(NodeConditionBuilder.of()
                        .type(type)
                        .status("Unknown")
                        .reason("NodeStatusNeverUpdated")
                        .message("Kubelet never posted node status.")
                        .lastHeartbeatTime(node.metadata().creationTimestamp())
                        .lastTransitionTime(at)
                        .build());
            }
        }
        return conditions;
    }

    /**
     * The node's taints: those that others set as they are, and those that follow from its conditions.
     *
     * @param evict whether pods are to leave a node that is not ready
     */
    static List<Taint> taints(Node node, boolean evict, Instant now) {
        List<Taint> taints = new ArrayList<>();
        for (Taint taint : node.spec().taints()) {
            if (!ours(taint)) {
                taints.add(taint);
            }
        }
        String readiness = readiness(node);
        if (condition(node, "Ready") == null) {
            taints.add(kept(node, NOT_READY, "NoSchedule", now)); // it has just come
        } else if (!readiness.equals("True")) {
            String key = readiness.equals("False") ? NOT_READY : UNREACHABLE;
            taints.add(kept(node, key, "NoSchedule", now));
            if (evict) {
                taints.add(kept(node, key, "NoExecute", now));
            }
        }
        PRESSURE.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(entry -> {
            NodeCondition condition = condition(node, entry.getKey());
            if (condition != null && condition.status().equals("True")) {
                taints.add(kept(node, entry.getValue(), "NoSchedule", now));
            }
        });
        if (Boolean.TRUE.equals(node.spec().unschedulable())) {
            taints.add(kept(node, UNSCHEDULABLE, "NoSchedule", now));
        }
        return Set.copyOf(taints).equals(Set.copyOf(node.spec().taints()))
                ? node.spec().taints()
                : taints;
    }

    private static boolean ours(Taint taint) {
        String key = taint.key();
        return key.equals(NOT_READY)
                || key.equals(UNREACHABLE)
                || ((PRESSURE.containsValue(key) || key.equals(UNSCHEDULABLE))
                        && taint.effect().equals("NoSchedule"));
    }

    /** The taint as it stands, with the time it was set at; else a new one. */
    private static Taint kept(Node node, String key, String effect, Instant now) {
        for (Taint taint : node.spec().taints()) {
            if (taint.key().equals(key) && Objects.equals(taint.effect(), effect)) {
                return taint;
            }
        }
        return new Taint(key, null, effect, now.truncatedTo(ChronoUnit.SECONDS));
    }
}
