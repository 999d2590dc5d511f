package io.gantry.node.agent;

import io.gantry.api.coordination.v1.Lease;
import io.gantry.api.coordination.v1.LeaseBuilder;
import io.gantry.api.coordination.v1.LeaseSpec;
import io.gantry.api.coordination.v1.LeaseSpecBuilder;
import io.gantry.api.coordination.v1.LeaseType;
import io.gantry.api.core.v1.ContainerImage;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeAddress;
import io.gantry.api.core.v1.NodeBuilder;
import io.gantry.api.core.v1.NodeCondition;
import io.gantry.api.core.v1.NodeSpecBuilder;
import io.gantry.api.core.v1.NodeStatus;
import io.gantry.api.core.v1.NodeStatusBuilder;
import io.gantry.api.core.v1.NodeSystemInfo;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.WriteOptions;
import io.gantry.node.runtime.ImageInfo;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.RuntimeStatus;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * The node's own object: registers it, says in its status how the node is, and renews its lease as a sign of life.
 */
final class NodeRegistration {
    private static final System.Logger LOG = System.getLogger(NodeRegistration.class.getName());
    private static final WriteOptions KUBELET = WriteOptions.as("kubelet");
    private static final String LEASES = "kube-node-lease";

    /** A quarter of the lease's duration, as the kubelet renews it. */
    private static final Duration RENEW = Duration.ofSeconds(10);

    private static final int LEASE_SECONDS = 40;
    /** How often the status is written though nothing has changed; the kubelet's five minutes. */
    private static final Duration REPORT = Duration.ofMinutes(5);
    /** Of the images in the status; the kubelet's limit. */
    private static final int IMAGES_LIMIT = 50;

    private final AgentContext context;
    private final String version;
    private final Semaphore nudges = new Semaphore(0);
    private Instant lastReport = Instant.MIN;

    /** @param version shown as the kubelet's, such as {@code v1.36.0+gantry} */
    NodeRegistration(AgentContext context, String version) {
        this.context = context;
        this.version = version;
    }

    private Time time() {
        return context.config().time();
    }

    /** Keeps the node's object and lease true until interrupted. */
    void run() throws InterruptedException {
        while (true) {
            Duration wait = RENEW;
            try {
                boolean ready = report();
                renewLease();
                if (!ready) {
                    wait = Duration.ofMillis(100); // at start-up: the runtime is seconds away at most
                }
            } catch (StatusException | RuntimeFailure | IOException e) {
                LOG.log(Level.WARNING, () -> "The node's status could not be reported: " + e.getMessage());
                wait = Duration.ofSeconds(1);
            }
            try (var _ = time().schedule(wait, nudges::release)) {
                nudges.acquire();
                nudges.drainPermits();
            }
        }
    }

    /** Something of the node has changed: report now. */
    void nudge() {
        nudges.release();
    }

    /** Returns whether the node is ready. */
    private boolean report() throws InterruptedException, IOException {
        Node node = register();
        NodeStatus status = status(node);
        boolean due = lastReport.plus(REPORT).isBefore(time().now());
        if (due || !withoutHeartbeats(status).equals(withoutHeartbeats(node.status()))) {
            try {
                context.client()
                        .updateStatus(
                                NodeType.KIND,
                                NodeBuilder.of(node).status(status).build(),
                                KUBELET);
                lastReport = time().now();
            } catch (StatusException e) {
                if (!e.isConflict()) {
                    throw e;
                }
                nudge(); // somebody labelled or tainted it meanwhile: on the newest state again
            }
        }
        return status.conditions().stream()
                .anyMatch(condition ->
                        condition.type().equals("Ready") && condition.status().equals("True"));
    }

    private static NodeStatus withoutHeartbeats(NodeStatus status) {
        return NodeStatusBuilder.of(status)
                .conditions(status.conditions().stream()
                        .map(condition -> new NodeCondition(
                                condition.type(),
                                condition.status(),
                                null,
                                null,
                                condition.reason(),
                                condition.message()))
                        .toList())
                .build();
    }

    private Node register() {
        NodeConfig config = context.config();
        Node found = context.client().find(NodeType.KIND, "", config.name()).orElse(null);
        if (found == null) {
            Map<String, String> labels = new HashMap<>(config.labels());
            labels.putAll(ownLabels());
            return context.client()
                    .create(
                            NodeType.KIND,
                            NodeBuilder.of()
                                    .metadata(ObjectMetaBuilder.of()
                                            .name(config.name())
                                            .labels(labels)
                                            .build())
                                    .spec(NodeSpecBuilder.of()
                                            .podCIDR(config.podCidr())
                                            .podCIDRs(List.of(config.podCidr()))
                                            .build())
                                    .build(),
                            KUBELET);
        }
        Map<String, String> labels = new HashMap<>(found.metadata().labels());
        labels.putAll(ownLabels());
        boolean networked = found.spec().podCIDR() != null;
        if (labels.equals(found.metadata().labels()) && networked) {
            return found;
        }
        Node wanted = NodeBuilder.of(found)
                .metadata(ObjectMetaBuilder.of(found.metadata()).labels(labels).build())
                .spec(
                        networked
                                ? found.spec()
                                : NodeSpecBuilder.of(found.spec())
                                        .podCIDR(config.podCidr())
                                        .podCIDRs(List.of(config.podCidr()))
                                        .build())
                .build();
        return context.client().update(NodeType.KIND, wanted, KUBELET);
    }

    private Map<String, String> ownLabels() {
        String architecture = Machine.architecture();
        return Map.of(
                "kubernetes.io/hostname",
                context.config().name(),
                "kubernetes.io/os",
                "linux",
                "kubernetes.io/arch",
                architecture,
                "beta.kubernetes.io/os",
                "linux",
                "beta.kubernetes.io/arch",
                architecture);
    }

    private NodeStatus status(Node node) throws InterruptedException, IOException {
        RuntimeStatus runtime;
        String runtimeVersion = node.status().nodeInfo().containerRuntimeVersion();
        List<ContainerImage> images = node.status().images();
        try {
            runtime = context.runtime().status();
            runtimeVersion = context.runtime().version().toString();
            images = images();
        } catch (RuntimeFailure e) {
            runtime = new RuntimeStatus(
                    false, false, "container runtime is down: " + e.reason().message());
        }
        NodeSystemInfo info = context.machine().info(runtimeVersion, version);
        List<NodeCondition> conditions = new ArrayList<>();
        for (NodeCondition condition : node.status().conditions()) {
            if (!OURS.contains(condition.type())) {
                conditions.add(condition);
            }
        }
        Set<String> pressure = context.machine().pressure();
        boolean memory = pressure.contains("MemoryPressure");
        conditions.add(condition(
                node,
                "MemoryPressure",
                memory,
                memory ? "KubeletHasInsufficientMemory" : "KubeletHasSufficientMemory",
                "kubelet has " + (memory ? "insufficient" : "sufficient") + " memory available"));
        boolean disk = pressure.contains("DiskPressure");
        conditions.add(condition(
                node,
                "DiskPressure",
                disk,
                disk ? "KubeletHasDiskPressure" : "KubeletHasNoDiskPressure",
                "kubelet has " + (disk ? "disk" : "no disk") + " pressure"));
        boolean pids = pressure.contains("PIDPressure");
        conditions.add(condition(
                node,
                "PIDPressure",
                pids,
                pids ? "KubeletHasInsufficientPID" : "KubeletHasSufficientPID",
                "kubelet has " + (pids ? "insufficient" : "sufficient") + " PID available"));
        boolean ready = runtime.runtimeReady() && runtime.networkReady();
        conditions.add(condition(
                node,
                "Ready",
                ready,
                ready ? "KubeletReady" : "KubeletNotReady",
                ready
                        ? "kubelet is posting ready status"
                        : runtime.message().isEmpty() ? "the container runtime is not ready" : runtime.message()));
        return NodeStatusBuilder.of(node.status())
                .capacity(context.resources().capacity())
                .allocatable(context.resources().allocatable())
                .conditions(conditions)
                .addresses(List.of(
                        new NodeAddress("InternalIP", context.config().address()),
                        new NodeAddress("Hostname", context.config().name())))
                .nodeInfo(info)
                .images(images)
                .build();
    }

    private static final List<String> OURS = List.of("MemoryPressure", "DiskPressure", "PIDPressure", "Ready");

    private NodeCondition condition(Node node, String type, boolean holds, String reason, String message) {
        String status = holds ? "True" : "False";
        Instant now = time().now().truncatedTo(ChronoUnit.SECONDS);
        Instant since = now;
        for (NodeCondition before : node.status().conditions()) {
            if (before.type().equals(type) && before.status().equals(status) && before.lastTransitionTime() != null) {
                since = before.lastTransitionTime();
            }
        }
        return new NodeCondition(type, status, now, since, reason, message);
    }

    private List<ContainerImage> images() throws InterruptedException {
        List<ImageInfo> present = new ArrayList<>(context.runtime().listImages());
        present.sort((a, b) -> Long.compare(b.sizeBytes(), a.sizeBytes()));
        List<ContainerImage> images = new ArrayList<>();
        for (ImageInfo image : present.subList(0, Math.min(IMAGES_LIMIT, present.size()))) {
            List<String> names = new ArrayList<>(image.digests());
            names.addAll(image.tags());
            images.add(new ContainerImage(names, image.sizeBytes()));
        }
        return images;
    }

    private void renewLease() {
        NodeConfig config = context.config();
        Instant now = time().now();
        Lease lease =
                context.client().find(LeaseType.KIND, LEASES, config.name()).orElse(null);
        if (lease == null) {
            Node node = context.client().get(NodeType.KIND, "", config.name());
            context.client()
                    .create(
                            LeaseType.KIND,
                            LeaseBuilder.of()
                                    .metadata(ObjectMetaBuilder.of()
                                            .name(config.name())
                                            .namespace(LEASES)
                                            .ownerReferences(List.of(new OwnerReference(
                                                    "Node", node.name(), node.uid(), "v1", null, null)))
                                            .build())
                                    .spec(new LeaseSpec(config.name(), LEASE_SECONDS, null, now, null, null, null))
                                    .build(),
                            KUBELET);
            return;
        }
        Instant renewed = lease.spec().renewTime();
        if (renewed != null && Duration.between(renewed, now).compareTo(RENEW.dividedBy(2)) < 0) {
            return; // woken early: the sign of life is fresh enough
        }
        context.client()
                .update(
                        LeaseType.KIND,
                        LeaseBuilder.of(lease)
                                .spec(LeaseSpecBuilder.of(lease.spec())
                                        .holderIdentity(config.name())
                                        .leaseDurationSeconds(LEASE_SECONDS)
                                        .renewTime(now)
                                        .build())
                                .build(),
                        KUBELET);
    }
}
