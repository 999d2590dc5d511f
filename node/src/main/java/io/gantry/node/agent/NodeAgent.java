package io.gantry.node.agent;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.Cancellable;
import io.gantry.base.Reason;
import io.gantry.base.TaskGroup;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.client.ListQuery;
import io.gantry.client.WatchInformer;
import io.gantry.client.node.NodeApi;
import io.gantry.node.cgroup.CgroupLayout;
import io.gantry.node.pod.PodAllocation;
import io.gantry.node.pod.PodPhase;
import io.gantry.node.runtime.ContainerFilter;
import io.gantry.node.runtime.ContainerRuntime;
import io.gantry.node.runtime.ContainerState;
import io.gantry.node.runtime.RuntimeEvent;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.SandboxFilter;
import io.gantry.node.runtime.SandboxInfo;
import io.gantry.scheduler.fit.PodDemand;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The agent of one node: registers the node, and keeps a {@link PodWorker} for each pod that is bound to it.
 *
 * <p>It may end at any moment and be started again: containers go on without it, and it finds them by their labels. What
 * runs but belongs to no pod of this node any more is ended.
 */
public final class NodeAgent implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NodeAgent.class.getName());
    private static final Duration ORPHANS_RETRY = Duration.ofSeconds(2);
    private static final List<Duration> AFTER_EXIT = List.of(Duration.ofMillis(30), Duration.ofMillis(300));
    /** How often what the runtime has is compared with what the workers saw: events only shorten the wait. */
    private static final Duration RELIST = Duration.ofSeconds(5);
    /** How often resizes that were put off are judged without anything that calls for it. */
    private static final Duration JUDGE_AGAIN = Duration.ofSeconds(30);
    /** Without a turn for so long the agent is not well: the kubelet's limit. */
    private static final Duration STUCK = Duration.ofMinutes(2);

    private final AgentContext context;
    private final NodeRegistration registration;
    private final WatchInformer<Pod> pods;
    private final Map<String, PodWorker> workers = new ConcurrentHashMap<>();
    private final TaskGroup tasks = new TaskGroup("node");
    private final NodeApi api;
    private final Resizes resizes;
    private @Nullable Cancellable runtimeEvents;
    private volatile boolean closed;
    private volatile @Nullable Instant lastTurn;

    /**
     * The agent of this machine.
     *
     * @param drain asked before a deleted pod's containers are told to end
     * @param version shown as the kubelet's, such as {@code v1.36.0+gantry}
     */
    public NodeAgent(
            NodeConfig config,
            Client client,
            EventRecorder events,
            ContainerRuntime runtime,
            TrafficDrain drain,
            String version)
            throws IOException {
        this(
                config,
                client,
                events,
                runtime,
                drain,
                version,
                new LinuxMachine(config.dataDirectory(), config.maxPods()),
                StartSlots.ofThisMachine(),
                new CgroupLayout(config.cgroupParent()),
                PodConnections.REAL,
                new Volumes(config, new PodPaths(config.dataDirectory()), client));
    }

    /**
     * The agent of a node that has no machine: nothing but plain files in its data directory is touched, no rights are
     * needed, and probes and hooks over the network succeed.
     *
     * @param runtime one that runs nothing, such as {@link io.gantry.node.runtime.SimulatedRuntime}
     * @param resources what the node has
     */
    public static NodeAgent simulated(
            NodeConfig config,
            Client client,
            EventRecorder events,
            ContainerRuntime runtime,
            String version,
            NodeResources resources)
            throws IOException {
        return new NodeAgent(
                config,
                client,
                events,
                runtime,
                TrafficDrain.none(),
                version,
                new SimulatedMachine(config.name(), resources),
                StartSlots.unlimited(),
                CgroupLayout.simulated(config.cgroupParent()),
                PodConnections.SIMULATED,
                new SimulatedVolumes(config, new PodPaths(config.dataDirectory()), client));
    }

    private NodeAgent(
            NodeConfig config,
            Client client,
            EventRecorder events,
            ContainerRuntime runtime,
            TrafficDrain drain,
            String version,
            Machine machine,
            StartSlots starts,
            CgroupLayout cgroupLayout,
            PodConnections connections,
            PodVolumes volumes)
            throws IOException {
        Files.createDirectories(config.dataDirectory());
        PodPaths paths = new PodPaths(config.dataDirectory());
        NodeResources resources = machine.resources();
        PodCgroups cgroups = new PodCgroups(cgroupLayout, resources.memoryBytes());
        this.context = new AgentContext(
                config,
                paths,
                client,
                events,
                runtime,
                starts,
                new Images(
                        runtime,
                        client,
                        events,
                        config.time(),
                        PulledImages.open(config.dataDirectory().resolve("pulled-images"))),
                volumes,
                cgroups,
                new Environment(client, config),
                new Sandboxes(config, paths, cgroups),
                new ContainerConfigs(paths, cgroups),
                new ProbeRunner(runtime, connections),
                connections,
                drain,
                machine,
                resources,
                new AllocationFile(paths));
        this.resizes = new Resizes(context, workers::values, this::others);
        this.registration = new NodeRegistration(context, version);
        this.pods = new WatchInformer<>(
                client,
                PodType.KIND,
                "",
                ListQuery.fields("spec.nodeName=" + config.name()),
                config.time(),
                config.random());
        this.api = new AgentNodeApi(context, this::worker, new NodePages(context, workers::values, this::turning));
    }

    /** Streams of this node's containers, for the API server. */
    public NodeApi api() {
        return api;
    }

    /** What this node has and gives to pods. */
    public NodeResources resources() {
        return context.resources();
    }

    /** Starts; returns before the node is ready. */
    public void start() throws IOException, InterruptedException {
        context.volumes().start();
        context.cgroups().create();
        runtimeEvents = context.runtime().watch(this::onRuntimeEvent);
        pods.addHandler(this::onPod);
        pods.start();
        tasks.start("registration", registration::run);
        tasks.start("orphans", this::endOrphans);
        tasks.start("relist", this::relist);
        tasks.start("log-rotation", new LogRotation(context)::run);
        tasks.start("storage", new StorageWatch(context, workers::values)::run);
    }

    private @Nullable PodWorker worker(String namespace, String name) {
        for (PodWorker worker : workers.values()) {
            Pod pod = worker.pod();
            if (pod.name().equals(name) && pod.namespace().equals(namespace)) {
                return worker;
            }
        }
        return null;
    }

    private void onPod(@Nullable Pod before, @Nullable Pod after) {
        if (closed) {
            return;
        }
        if (after != null) {
            PodWorker known = workers.get(after.uid());
            if (known != null) {
                known.update(after);
                if (before != null && resizesMayFollow(before, after)) {
                    resizes.judge();
                }
            } else {
                begin(after, false);
            }
            if (before != null && !before.uid().equals(after.uid())) {
                lost(before);
            }
        } else if (before != null) {
            lost(before);
        }
    }

    /** A pod asks for other resources, or takes less than before. */
    private static boolean resizesMayFollow(Pod before, Pod after) {
        return !before.spec().equals(after.spec())
                || !PodDemand.of(before).equals(PodDemand.of(after))
                || PodPhase.terminal(String.valueOf(before.status().phase()))
                        != PodPhase.terminal(String.valueOf(after.status().phase()));
    }

    private void lost(Pod pod) {
        PodWorker known = workers.get(pod.uid());
        if (known != null) {
            known.gone();
        }
        resizes.judge();
    }

    private void begin(Pod pod, boolean gone) {
        PodAllocation kept = gone ? null : context.allocations().load(pod.uid());
        Reason refusal = gone || kept != null ? null : refusal(pod);
        if (refusal != null) {
            context.events().warning(pod, refusal);
        }
        PodAllocation allocation = kept != null ? kept : PodAllocation.of(pod);
        if (kept == null
                && refusal == null
                && !gone
                && !PodPhase.terminal(String.valueOf(pod.status().phase()))) {
            try {
                context.allocations().save(pod.uid(), allocation);
            } catch (IOException e) {
                // Of use only once the pod is resized, and that is saved again.
                LOG.log(Level.WARNING, "What was promised to pod " + pod.uid() + " cannot be kept", e);
            }
        }
        PodWorker worker = new PodWorker(context, pod, gone, refusal, allocation, () -> {
            workers.remove(pod.uid());
            resizes.judge();
        });
        workers.put(pod.uid(), worker);
        worker.start();
        if (worker.wishes()) {
            resizes.judge(); // it was asked for while no agent was there
        }
    }

    /** Why the node does not take a pod in that it sees for the first time; {@code null} for one that it has taken in. */
    private @Nullable Reason refusal(Pod pod) {
        if (takenIn(pod)
                || pod.metadata().deletionTimestamp() != null
                || PodPhase.terminal(String.valueOf(pod.status().phase()))) {
            return null;
        }
        Node node = context.client()
                .find(NodeType.KIND, "", context.config().name())
                .orElse(null);
        if (node == null) {
            return null; // nobody has bound it by looking at the node
        }
        return Admission.refusal(pod, context.asItIs(node), others(pod));
    }

    /** The pods that the node has taken in besides this one and that have not ended, with what they were promised. */
    private Collection<Pod> others(Pod pod) {
        Map<String, Pod> others = new HashMap<>();
        for (Pod other : pods.reader().list("")) {
            if (takenIn(other)
                    && !PodPhase.terminal(String.valueOf(other.status().phase()))) {
                PodAllocation allocation = workers.containsKey(other.uid())
                        ? null // of the worker
                        : context.allocations().load(other.uid());
                others.put(other.uid(), allocation == null ? other : allocation.allocated(other));
            }
        }
        for (PodWorker worker : workers.values()) {
            Pod other = worker.pod();
            if (worker.counts()) {
                others.put(other.uid(), worker.allocated(other));
            } else {
                others.remove(other.uid());
            }
        }
        others.remove(pod.uid());
        return others.values();
    }

    /** This agent, or one before it, has written a status. */
    private static boolean takenIn(Pod pod) {
        return pod.status().startTime() != null;
    }

    /** Wakes the worker whose container or sandbox it is about; on a gap, all of them. */
    private void onRuntimeEvent(RuntimeEvent event) {
        switch (event) {
            case RuntimeEvent.Resync ignored -> {
                workers.values().forEach(PodWorker::wake);
                registration.nudge();
            }
            case RuntimeEvent.Exited exited -> {
                wake(exited.id());
                // The runtime's own status follows the event: a look that comes too early still shows it running.
                for (Duration later : AFTER_EXIT) {
                    context.config().time().schedule(later, () -> wake(exited.id()));
                }
            }
            case RuntimeEvent.OutOfMemory memory -> wake(memory.id());
            case RuntimeEvent.Deleted deleted -> wake(deleted.id());
            case RuntimeEvent.Created ignored -> {} // the worker did it itself
            case RuntimeEvent.Started ignored -> {}
        }
    }

    private void wake(String id) {
        for (PodWorker worker : workers.values()) {
            SandboxInfo sandbox = worker.observed().sandbox();
            boolean mine = (sandbox != null && sandbox.id().equals(id))
                    || worker.observed().containers().values().stream()
                            .anyMatch(list -> list.stream()
                                    .anyMatch(
                                            container -> container.status().id().equals(id)));
            if (mine) {
                worker.wake();
                return;
            }
        }
        // Of a pod that is over, or started a moment ago by a worker that has not looked since.
        workers.values().forEach(PodWorker::lookAgainIfBusy);
    }

    /** Wakes workers whose containers are in another state than they saw, for events that were lost. */
    private void relist() throws InterruptedException {
        Instant nextJudgement = context.config().time().now().plus(JUDGE_AGAIN);
        while (true) {
            lastTurn = context.config().time().now();
            Pause.of(context.config().time(), RELIST);
            context.cgroups()
                    .share(workers.values().stream()
                            .map(worker -> worker.allocated(worker.pod()))
                            .toList());
            if (!nextJudgement.isAfter(context.config().time().now())) {
                nextJudgement = context.config().time().now().plus(JUDGE_AGAIN);
                resizes.judge();
            }
            if (workers.isEmpty()) {
                continue;
            }
            Map<String, ContainerState> states = new HashMap<>();
            try {
                context.runtime()
                        .listContainers(ContainerFilter.ALL)
                        .forEach(container -> states.put(container.id(), container.state()));
            } catch (RuntimeFailure e) {
                LOG.log(Level.DEBUG, () -> "The runtime does not answer: " + e.getMessage());
                continue;
            }
            for (PodWorker worker : workers.values()) {
                boolean stale = worker.observed().containers().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(container -> states.get(container.status().id())
                                != container.status().state());
                if (stale) {
                    worker.wake();
                }
            }
        }
    }

    /** Whether the agent still compares what should run with what does. */
    private boolean turning() {
        Instant last = lastTurn;
        return last != null
                && !last.plus(STUCK).isBefore(context.config().time().now());
    }

    /** What runs on this node for pods that were deleted while nobody was looking. */
    private void endOrphans() throws InterruptedException {
        while (!pods.awaitSynced(Duration.ofMinutes(1))) {
            LOG.log(Level.WARNING, "The API server has not yet said which pods this node has");
        }
        while (true) {
            try {
                for (SandboxInfo sandbox : context.runtime().listPodSandboxes(SandboxFilter.ALL)) {
                    if (!sandbox.uid().isEmpty() && !workers.containsKey(sandbox.uid())) {
                        begin(
                                PodBuilder.of()
                                        .metadata(ObjectMetaBuilder.of()
                                                .namespace(sandbox.namespace())
                                                .name(sandbox.name())
                                                .uid(sandbox.uid())
                                                .build())
                                        .build(),
                                true);
                    }
                }
                return;
            } catch (RuntimeFailure e) {
                LOG.log(Level.DEBUG, () -> "The runtime does not answer yet: " + e.getMessage());
                Pause.of(context.config().time(), ORPHANS_RETRY);
            }
        }
    }

    /** Stops looking after pods. Their containers go on. */
    @Override
    public void close() {
        closed = true;
        pods.close();
        if (runtimeEvents != null) {
            runtimeEvents.close();
        }
        tasks.close();
        workers.values().forEach(PodWorker::close);
        workers.clear();
    }
}
