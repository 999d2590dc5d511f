package io.gantry.scheduler;

import io.gantry.api.core.v1.Affinity;
import io.gantry.api.core.v1.Binding;
import io.gantry.api.core.v1.BindingType;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.ObjectReferenceBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.StatusType;
import io.gantry.api.status.StatusException;
import io.gantry.base.Reason;
import io.gantry.base.TaskGroup;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.client.Informer;
import io.gantry.client.Informers;
import io.gantry.client.WriteOptions;
import io.gantry.scheduler.fit.PodDemand;
import io.gantry.scheduler.framework.PodContext;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives every pod that names this scheduler and has no node a node.
 *
 * <p>One thread places pods one after the other; a placement is assumed at once and bound beside it, so that the next pod
 * need not wait for the write. A binding that the API server refuses is taken back and the pod tried again.
 */
public final class Scheduler implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Scheduler.class.getName());
    private static final WriteOptions WRITER = WriteOptions.as("kube-scheduler");
    /** Bindings under way at once. */
    private static final int BINDINGS = 64;
    /** How often the reason is said anew on a pod that others change at the same time. */
    private static final int CONFLICTS = 3;

    private final Client client;
    private final Informer<Pod> pods;
    private final Informer<Node> nodes;
    private final Informer<Namespace> namespaces;
    private final Informer<Service> services;
    private final EventRecorder events;
    private final Time time;
    private final Profile profile;
    private final SchedulingCycle cycle;
    private final SchedulingQueue queue;
    private final ClusterState state = new ClusterState();
    private final TaskGroup tasks = new TaskGroup("scheduler");
    private final Semaphore bindings = new Semaphore(BINDINGS);

    public Scheduler(
            Client client,
            Informers informers,
            EventRecorder events,
            Time time,
            RandomGenerator random,
            Profile profile) {
        this.client = client;
        this.pods = informers.of(PodType.KIND);
        this.nodes = informers.of(NodeType.KIND);
        this.namespaces = informers.of(NamespaceType.KIND);
        this.services = informers.of(ServiceType.KIND);
        this.events = events;
        this.time = time;
        this.profile = profile;
        this.cycle = new SchedulingCycle(profile, random);
        this.queue = new SchedulingQueue(time, random);
        nodes.addHandler(this::onNode);
        pods.addHandler(this::onPod);
        namespaces.addHandler((before, after) -> {
            if (after != null
                    && (before == null
                            || !before.metadata()
                                    .labels()
                                    .equals(after.metadata().labels()))) {
                queue.move(Scheduler::looksAtOtherPods); // affinity may select namespaces by their labels
            }
        });
    }

    /** Starts to place pods; the informers are started by whoever made them. */
    public void start() {
        tasks.start("cycle", this::run);
    }

    private void run() throws InterruptedException {
        while (!nodes.awaitSynced(Duration.ofMinutes(1)) || !pods.awaitSynced(Duration.ofMinutes(1))) {
            LOG.log(Level.WARNING, "The API server has not yet said which nodes and pods there are");
        }
        for (Pod pod = queue.take(); pod != null; pod = queue.take()) {
            Pod placed = pod;
            String node;
            try {
                node = place(placed);
            } catch (RuntimeException e) {
                // One pod's trouble must not end the scheduling of all others.
                LOG.log(Level.ERROR, "Pod " + placed.namespace() + "/" + placed.name() + " could not be placed", e);
                queue.retry(placed);
                continue;
            }
            if (node != null) {
                bindings.acquire();
                tasks.start("bind/" + placed.name(), () -> {
                    try {
                        bind(placed, node);
                    } finally {
                        bindings.release();
                    }
                });
            }
        }
    }

    /** Places and binds one waiting pod, if there is one: for tests that run in one thread. */
    public boolean poll() {
        Pod pod = queue.poll();
        if (pod == null) {
            return false;
        }
        String node = place(pod);
        if (node != null) {
            bind(pod, node);
        }
        return true;
    }

    private void onNode(@Nullable Node before, @Nullable Node after) {
        state.node(before, after);
        boolean helps = after != null
                && (before == null
                        || !before.spec().equals(after.spec())
                        || !before.status().allocatable().equals(after.status().allocatable())
                        || !before.metadata().labels().equals(after.metadata().labels()));
        if (helps) {
            queue.moveAll();
        }
    }

    private void onPod(@Nullable Pod before, @Nullable Pod after) {
        if (after == null || over(after)) {
            Pod gone = after != null ? after : before;
            if (gone != null) {
                queue.remove(gone.uid());
                if (state.remove(gone.uid())) {
                    queue.moveAll();
                }
            }
            return;
        }
        if (before != null && !before.uid().equals(after.uid())) {
            queue.remove(before.uid());
            state.remove(before.uid());
        }
        String node = after.spec().nodeName();
        if (node != null && !node.isEmpty()) {
            queue.remove(after.uid());
            boolean lessNow = state.put(after, node);
            if (before == null || !node.equals(before.spec().nodeName())) {
                queue.move(Scheduler::looksAtOtherPods);
            } else if (lessNow || !before.spec().equals(after.spec())) {
                queue.moveAll(); // it was resized, in its spec or on its node
            } else if (!before.metadata().labels().equals(after.metadata().labels())
                    || (before.metadata().deletionTimestamp() == null)
                            != (after.metadata().deletionTimestamp() == null)) {
                queue.move(Scheduler::looksAtOtherPods); // pods that are going do not count in spreading
            }
        } else if (mine(after) && after.metadata().deletionTimestamp() == null) {
            queue.add(after);
        } else {
            queue.remove(after.uid());
        }
    }

    /** A pod more may give it a node: affinity may hold now, and other places may be fuller. */
    private static boolean looksAtOtherPods(Pod pod) {
        Affinity affinity = pod.spec().affinity();
        return !pod.spec().topologySpreadConstraints().isEmpty()
                || (affinity != null && (affinity.podAffinity() != null || affinity.podAntiAffinity() != null));
    }

    private static boolean over(Pod pod) {
        return "Succeeded".equals(pod.status().phase())
                || "Failed".equals(pod.status().phase());
    }

    private boolean mine(Pod pod) {
        String wanted = pod.spec().schedulerName();
        return profile.schedulerName().equals(wanted == null || wanted.isEmpty() ? "default-scheduler" : wanted);
    }

    /** Finds a node and assumes the pod there; {@code null} when the pod has to wait. */
    private @Nullable String place(Pod pod) {
        if (!pod.spec().schedulingGates().isEmpty()) {
            List<String> gates = new ArrayList<>();
            pod.spec().schedulingGates().forEach(gate -> gates.add(gate.name()));
            queue.gated(pod);
            say(pod, "SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates");
            LOG.log(Level.DEBUG, () -> pod.namespace() + "/" + pod.name() + " is gated by " + gates);
            return null;
        }
        PodContext context =
                new PodContext(pod, PodDemand.of(pod), state.snapshot(), this::namespaceLabels, this::serviceSelectors);
        return switch (cycle.place(context)) {
            case Placement.Placed placed -> {
                state.put(
                        PodBuilder.of(pod)
                                .spec(PodSpecBuilder.of(pod.spec())
                                        .nodeName(placed.node())
                                        .build())
                                .build(),
                        placed.node());
                yield placed.node();
            }
            case Placement.Unplaced unplaced -> {
                queue.unschedulable(pod);
                say(pod, "Unschedulable", unplaced.message());
                events.warning(pod, new Reason("FailedScheduling", unplaced.message()));
                yield null;
            }
        };
    }

    private Map<String, String> namespaceLabels(String namespace) {
        Namespace found = namespaces.reader().get("", namespace);
        return found == null ? Map.of() : found.metadata().labels();
    }

    private List<Map<String, String>> serviceSelectors(String namespace) {
        return services.reader().list(namespace).stream()
                .map(service -> service.spec().selector())
                .filter(selector -> !selector.isEmpty())
                .toList();
    }

    private void bind(Pod pod, String node) {
        Binding binding = new Binding(
                ObjectMetaBuilder.of()
                        .name(pod.name())
                        .namespace(pod.namespace())
                        .uid(pod.uid())
                        .build(),
                ObjectReferenceBuilder.of().kind("Node").name(node).build());
        try {
            client.post(
                    PodType.KIND, pod.namespace(), pod.name(), "binding", BindingType.KIND, binding, StatusType.KIND);
            events.normal(
                    pod,
                    new Reason(
                            "Scheduled",
                            "Successfully assigned " + pod.namespace() + "/" + pod.name() + " to " + node));
        } catch (RuntimeException e) {
            takeBack(pod);
            if (e instanceof StatusException status && status.isNotFound()) {
                queue.remove(pod.uid());
            } else {
                events.warning(pod, new Reason("FailedScheduling", "binding rejected: " + e.getMessage()));
                queue.retry(pod);
            }
            queue.moveAll(); // its room is free again
        }
    }

    /** The pod is not where it was assumed to be, unless an answer was lost and it is there all the same. */
    private void takeBack(Pod pod) {
        state.remove(pod.uid());
        Pod shown = pods.reader().get(pod.namespace(), pod.name());
        String node = shown == null || !shown.uid().equals(pod.uid()) || over(shown)
                ? null
                : shown.spec().nodeName();
        if (shown != null && node != null && !node.isEmpty()) {
            state.put(shown, node);
        }
    }

    /** Says on the pod why it waits, unless it says so already. */
    private void say(Pod waiting, String reason, String message) {
        Pod pod = waiting;
        for (int attempt = 0; attempt < CONFLICTS && pod != null; attempt++) {
            try {
                trySay(pod, reason, message);
                return;
            } catch (StatusException e) {
                if (e.isNotFound()) {
                    return; // gone meanwhile
                }
                if (!e.isConflict()) {
                    throw e;
                }
                pod = client.find(PodType.KIND, waiting.namespace(), waiting.name())
                        .filter(newest -> newest.uid().equals(waiting.uid()))
                        .filter(newest -> newest.spec().nodeName() == null
                                || newest.spec().nodeName().isEmpty())
                        .orElse(null);
            }
        }
    }

    private void trySay(Pod pod, String reason, String message) {
        PodCondition before = pod.status().conditions().stream()
                .filter(condition -> condition.type().equals("PodScheduled"))
                .findFirst()
                .orElse(null);
        if (before != null
                && before.status().equals("False")
                && reason.equals(before.reason())
                && message.equals(before.message())) {
            return;
        }
        List<PodCondition> conditions = new ArrayList<>(pod.status().conditions());
        conditions.removeIf(condition -> condition.type().equals("PodScheduled"));
        var now = time.now().truncatedTo(ChronoUnit.SECONDS);
        conditions.add(new PodCondition(
                "PodScheduled",
                "False",
                null,
                before != null && before.status().equals("False") && before.lastTransitionTime() != null
                        ? before.lastTransitionTime()
                        : now,
                reason,
                message,
                pod.metadata().generation()));
        client.updateStatus(
                PodType.KIND,
                PodBuilder.of(pod)
                        .status(PodStatusBuilder.of(pod.status())
                                .conditions(conditions)
                                .build())
                        .build(),
                WRITER);
    }

    @Override
    public void close() {
        queue.close();
        tasks.close();
    }
}
