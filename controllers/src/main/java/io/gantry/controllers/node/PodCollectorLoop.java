package io.gantry.controllers.node;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.client.Client;
import io.gantry.client.Informer;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.PodState;
import io.gantry.controllers.runtime.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Deletes pods that nobody else will: on nodes that are gone, deleted before they had a node, on nodes declared out of
 * service, and ended ones beyond a number.
 */
public final class PodCollectorLoop {
    private static final String NAME = "pod-garbage-collector";
    private static final Duration PERIOD = Duration.ofSeconds(20);
    /** How long a node must be unknown before its pods go: it may only not have been seen yet. Kubernetes' value. */
    private static final Duration QUARANTINE = Duration.ofSeconds(40);
    /** Kubernetes' {@code --terminated-pod-gc-threshold}. */
    private static final int ENDED_KEPT = 12_500;

    private static final String OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

    private final Context context;
    private final Client client;
    private final Informer<Pod> pods;
    private final Informer<Node> nodes;
    private final Disruption disruption;
    private final Map<String, Instant> unknownSince = new HashMap<>();

    private PodCollectorLoop(Context context) {
        this.context = context;
        client = context.client();
        pods = context.informer(PodType.KIND);
        nodes = context.informer(NodeType.KIND);
        disruption = new Disruption(client, context.time());
    }

    public static Loop create(Context context) {
        return Tick.every(context, NAME, PERIOD, new PodCollectorLoop(context)::collect);
    }

    private void collect() {
        List<Pod> all = pods.reader().list("");
        collectEnded(all);
        collectOfGoneNodes(all);
        for (Pod pod : all) {
            if (PodState.terminating(pod) && (PodState.node(pod).isEmpty() || outOfService(pod))) {
                delete(pod, "Pod was terminating and not scheduled to a node or its node is out of service");
            }
        }
    }

    private void collectEnded(List<Pod> all) {
        List<Pod> ended = all.stream()
                .filter(pod -> PodState.terminal(pod) && !PodState.terminating(pod))
                .sorted(Comparator.<Pod, Instant>comparing(
                        pod -> Objects.requireNonNullElse(pod.metadata().creationTimestamp(), Instant.MIN)))
                .toList();
        ended.subList(0, Math.max(0, ended.size() - ENDED_KEPT)).forEach(pod -> delete(pod, "too many have ended"));
    }

    private void collectOfGoneNodes(List<Pod> all) {
        Instant now = context.time().now();
        Map<String, List<Pod>> orphans = new HashMap<>();
        for (Pod pod : all) {
            String node = PodState.node(pod);
            if (!node.isEmpty() && nodes.reader().get("", node) == null) {
                orphans.computeIfAbsent(node, _ -> new java.util.ArrayList<>()).add(pod);
            }
        }
        unknownSince.keySet().retainAll(orphans.keySet());
        orphans.forEach((node, left) -> {
            Instant since = unknownSince.computeIfAbsent(node, _ -> now);
            if (!since.plus(QUARANTINE).isAfter(now)
                    && client.find(NodeType.KIND, "", node).isEmpty()) {
                left.forEach(pod -> delete(pod, "PodGC: node no longer exists"));
            }
        });
    }

    private boolean outOfService(Pod pod) {
        Node node = nodes.reader().get("", PodState.node(pod));
        return node != null
                && !NodeHealth.readiness(node).equals("True")
                && node.spec().taints().stream().anyMatch(taint -> taint.key().equals(OUT_OF_SERVICE));
    }

    private void delete(Pod pod, String message) {
        disruption.delete(pod, "DeletionByPodGC", message, true, 0L);
    }
}
