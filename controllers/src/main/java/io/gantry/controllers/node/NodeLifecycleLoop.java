package io.gantry.controllers.node;

import io.gantry.api.coordination.v1.Lease;
import io.gantry.api.coordination.v1.LeaseType;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeBuilder;
import io.gantry.api.core.v1.NodeCondition;
import io.gantry.api.core.v1.NodeSpecBuilder;
import io.gantry.api.core.v1.NodeStatusBuilder;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodConditionBuilder;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.Taint;
import io.gantry.api.status.StatusException;
import io.gantry.base.Reason;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import io.gantry.controllers.runtime.PodState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notices nodes that fall silent, taints nodes by their conditions, and calls the pods of nodes that are not ready not ready.
 *
 * <p>A node speaks by renewing its Lease or its status. When it did so is taken from this process' clock, as of when the
 * change was seen, so that clocks need not agree; after a restart every node is given the grace period anew.
 */
public final class NodeLifecycleLoop {
    static final String BY_NODE = "node";
    private static final String NAME = "node-controller";
    private static final String LEASES = "kube-node-lease";
    private static final Duration PERIOD = Duration.ofSeconds(5);
    /** Kubernetes' {@code --node-monitor-grace-period} since 1.32. */
    private static final Duration GRACE = Duration.ofSeconds(50);
    /** Kubernetes' {@code --node-startup-grace-period}. */
    private static final Duration STARTUP_GRACE = Duration.ofSeconds(60);

    private static final int WORKERS = 4;

    /** The newest sign of life. */
    private record Heard(@Nullable Instant lease, @Nullable Instant heartbeat, long atNanos) {}

    private final Context context;
    private final Client client;
    private final EventRecorder recorder;
    private final Informer<Node> nodes;
    private final Informer<Lease> leases;
    private final Informer<Pod> pods;
    private final Controller controller;
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();

    private NodeLifecycleLoop(Context context) {
        this.context = context;
        client = context.client();
        recorder = context.recorder(NAME);
        nodes = context.informer(NodeType.KIND);
        leases = context.informer(LeaseType.KIND);
        pods = byNode(context);
        controller = context.controller(NAME, WORKERS, this::reconcile);
        nodes.addHandler(this::nodeChanged);
        leases.addHandler((before, after) -> {
            if (after != null && after.namespace().equals(LEASES)) {
                controller.enqueue(new ObjectKey("", after.name()));
            }
        });
        pods.addHandler((before, after) -> {
            if (before == null && after != null && !PodState.node(after).isEmpty()) {
                controller.enqueue(new ObjectKey("", PodState.node(after)));
            }
        });
    }

    public static Loop create(Context context) {
        return new NodeLifecycleLoop(context).controller;
    }

    /** Pods with an index by their node. */
    static Informer<Pod> byNode(Context context) {
        Informer<Pod> pods = context.informer(PodType.KIND);
        pods.addIndex(BY_NODE, pod -> PodState.node(pod).isEmpty() ? List.<String>of() : List.of(PodState.node(pod)));
        return pods;
    }

    private void nodeChanged(@Nullable Node before, @Nullable Node after) {
        if (after == null && before != null) {
            heard.remove(before.name());
            recorder.normal(
                    before,
                    new Reason(
                            "RemovingNode",
                            "Node " + before.name() + " event: Removing Node " + before.name() + " from Controller"));
            return;
        }
        if (after != null) {
            if (before == null && isNew(after)) {
                recorder.normal(
                        after,
                        new Reason(
                                "RegisteredNode",
                                "Node " + after.name() + " event: Registered Node " + after.name() + " in Controller"));
            }
            controller.enqueue(after);
        }
    }

    private boolean isNew(Node node) {
        Instant created = node.metadata().creationTimestamp();
        return created != null
                && created.plus(STARTUP_GRACE).isAfter(context.time().now());
    }

    private Outcome reconcile(ObjectKey key) {
        Node node = nodes.reader().get("", key.name());
        if (node == null) {
            return Outcome.DONE;
        }
        Instant now = context.time().now();
        Node judged = silent(node) ? note(node, now) : node;
        taint(judged, now);
        if (!NodeHealth.readiness(judged).equals("True")) {
            pods.byIndex(BY_NODE, node.name()).forEach(pod -> callNotReady(pod, now));
        }
        return Outcome.again(PERIOD);
    }

    private boolean silent(Node node) {
        Lease lease = leases.reader().get(LEASES, node.name());
        Instant renewed = lease == null ? null : lease.spec().renewTime();
        NodeCondition ready = NodeHealth.condition(node, "Ready");
        Instant beat = ready == null ? null : ready.lastHeartbeatTime();
        long now = context.time().nanoTime();
        Heard last = heard.compute(
                node.name(),
                (_, before) -> before != null
                                && Objects.equals(before.lease, renewed)
                                && Objects.equals(before.heartbeat, beat)
                        ? before
                        : new Heard(renewed, beat, now));
        Duration grace = ready == null ? STARTUP_GRACE : GRACE;
        return now - last.atNanos > grace.toNanos();
    }

    /** Writes that nothing is known of the node. */
    private Node note(Node node, Instant now) {
        List<NodeCondition> conditions = NodeHealth.silent(node, now);
        if (conditions.equals(node.status().conditions())) {
            return node;
        }
        recorder.normal(node, new Reason("NodeNotReady", "Node " + node.name() + " status is now: NodeNotReady"));
        return client.updateStatus(
                NodeType.KIND,
                NodeBuilder.of(node)
                        .status(NodeStatusBuilder.of(node.status())
                                .conditions(conditions)
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
    }

    private void taint(Node node, Instant now) {
        List<Taint> taints = NodeHealth.taints(node, mayEvict(node), now);
        if (!taints.equals(node.spec().taints())) {
            client.update(
                    NodeType.KIND,
                    NodeBuilder.of(node)
                            .spec(NodeSpecBuilder.of(node.spec()).taints(taints).build())
                            .build(),
                    WriteOptions.DEFAULT);
        }
    }

    /**
     * When no node at all answers, it is more likely that we are cut off than that all have died: as in Kubernetes, nobody
     * is moved then.
     */
    private boolean mayEvict(Node node) {
        return NodeHealth.readiness(node).equals("False")
                || nodes.reader().list("").stream()
                        .anyMatch(other -> NodeHealth.readiness(other).equals("True"));
    }

    /** Takes a pod out of its Services, since its own node cannot. */
    private void callNotReady(Pod pod, Instant now) {
        PodCondition ready = PodState.condition(pod, "Ready");
        if (ready == null || !ready.status().equals("True") || PodState.terminal(pod)) {
            return;
        }
        List<PodCondition> conditions = new ArrayList<>();
        for (PodCondition condition : pod.status().conditions()) {
            conditions.add(
                    condition.type().equals("Ready")
                            ? PodConditionBuilder.of(condition)
                                    .status("False")
                                    .lastTransitionTime(now.truncatedTo(ChronoUnit.SECONDS))
                                    .build()
                            : condition);
        }
        try {
            client.updateStatus(
                    PodType.KIND,
                    PodBuilder.of(pod)
                            .status(PodStatusBuilder.of(pod.status())
                                    .conditions(conditions)
                                    .build())
                            .build(),
                    WriteOptions.DEFAULT);
            recorder.warning(pod, new Reason("NodeNotReady", "Node is not ready"));
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
