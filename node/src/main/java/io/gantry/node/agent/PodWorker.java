package io.gantry.node.agent;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodStatus;
import io.gantry.api.status.StatusException;
import io.gantry.base.FileTree;
import io.gantry.base.Reason;
import io.gantry.base.TaskGroup;
import io.gantry.node.pod.ContainerMemory;
import io.gantry.node.pod.Observed;
import io.gantry.node.pod.ObservedContainer;
import io.gantry.node.pod.PodAction;
import io.gantry.node.pod.PodAllocation;
import io.gantry.node.pod.PodPhase;
import io.gantry.node.pod.PodResize;
import io.gantry.node.pod.PodStatuses;
import io.gantry.node.pod.PodStep;
import io.gantry.node.pod.PodView;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.SandboxInfo;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one pod, on one virtual thread: looks at what is there, asks {@link PodStep} what to do next, tells the API
 * server, does it, and begins again. Stops of containers run beside it, so that a shorter grace period can overtake a
 * longer one. Everything it remembers may be lost: after a restart of the agent it finds the containers by their labels.
 */
final class PodWorker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PodWorker.class.getName());

    /** How often files that come from the API are compared with the API. */
    private static final Duration REFRESH = Duration.ofSeconds(20);

    private static final Duration RETRY_FIRST = Duration.ofSeconds(1);
    private static final Duration RETRY_LONGEST = Duration.ofMinutes(1);
    /** One with a long time, one that shortens it, one after a failure. */
    private static final int STOPS_AT_ONCE = 3;

    private final AgentContext context;
    private final StatusWriter statuses;
    private final StartAttempts starts;
    private final PodStopper stopper;
    private final PodObserver observer;
    private final @Nullable Reason refusal;
    private final Runnable onEnd;
    private final TaskGroup tasks;
    private final Map<String, ContainerMemory> memory = new ConcurrentHashMap<>();
    private final PodProbes probes;
    /** How many requests to stop a container are under way, by its id. */
    private final Map<String, Integer> stops = new ConcurrentHashMap<>();

    private final PodResizing resizing;

    private final Wakes wakes;

    private final PodNews news;
    private volatile Observed observed = Observed.NOTHING;
    private @Nullable Map<String, Path> volumes;
    private @Nullable Instant retryAt;
    private int sandboxFailures;
    private volatile @Nullable Reason failure;
    private Instant nextRefresh;
    private boolean ended;
    private volatile boolean closing;

    /**
     * @param refusal why this node does not take the pod in; {@code null} when it does
     * @param allocation what was promised to it
     * @param onEnd called once, when the pod is over and everything of it is cleaned up
     */
    PodWorker(
            AgentContext context,
            Pod pod,
            boolean gone,
            @Nullable Reason refusal,
            PodAllocation allocation,
            Runnable onEnd) {
        this.context = context;
        this.refusal = refusal;
        this.failure = refusal;
        this.news = new PodNews(pod, gone);
        this.onEnd = onEnd;
        this.statuses = new StatusWriter(context.client());
        this.observer = new PodObserver(context.runtime(), pod.uid());
        this.tasks = new TaskGroup("pod/" + pod.namespace() + "/" + pod.name());
        Hooks hooks = new Hooks(
                context.runtime(), context.connections(), context.config().time());
        this.starts = new StartAttempts(context, new ContainerStarter(context, hooks), memory);
        this.stopper = new PodStopper(context, hooks);
        this.resizing = new PodResizing(context, pod, allocation);
        this.wakes = new Wakes(context.config().time());
        this.probes = new PodProbes(context, memory, wakes::changed);
        this.nextRefresh = context.config().time().now().plus(REFRESH);
    }

    void start() {
        tasks.start("worker", this::run);
    }

    /** The API server has another state of the pod. */
    void update(Pod newest) {
        if (news.update(newest)) {
            wakes.changed();
        }
    }

    /** The API server does not have the pod any more. */
    void gone() {
        news.gone();
        wakes.changed();
    }

    /** Something may have changed in the runtime: look again. */
    void wake() {
        wakes.runtimeChanged();
    }

    /** See {@link Wakes#runtimeChangedIfBusy}. */
    void lookAgainIfBusy() {
        wakes.runtimeChangedIfBusy();
    }

    /** Ends the pod as a whole, if it has not ended yet: it has used more of the node than it may. */
    void evict(Reason why) {
        Pod now = pod();
        if (failure != null || PodPhase.terminal(String.valueOf(now.status().phase()))) {
            return;
        }
        failure = why;
        context.events().warning(now, why);
        wake();
    }

    /** Whether the pod takes of what the node has: it was taken in, has not ended and is not forgotten. */
    boolean counts() {
        return refusal == null
                && !news.isGone()
                && !PodPhase.terminal(String.valueOf(pod().status().phase()));
    }

    /** How its probes were answered. */
    ProbeCounts probeCounts() {
        return probes.counts();
    }

    /** The pod as the API server has it. */
    Pod pod() {
        return news.pod();
    }

    /** The pod with the resources that this node has promised to it. */
    Pod allocated(Pod pod) {
        return resizing.granted().allocated(pod);
    }

    /** Whether the pod asks for other resources than it was promised, or did when that was put off. */
    boolean wishes() {
        Pod now = pod();
        return counts() && now.metadata().deletionTimestamp() == null && resizing.wishes(now);
    }

    /** What the node makes of a wish: {@code null} when it is granted. Only {@link Resizes} says it, once at a time. */
    void judged(Pod wish, @Nullable Reason refusal) {
        if (resizing.judged(wish, refusal)) {
            wakes.changed();
        }
    }

    /** What the worker saw last. */
    Observed observed() {
        return observed;
    }

    private void run() throws InterruptedException {
        while (!ended && !closing) {
            wakes.begin();
            try {
                step();
            } catch (InterruptedException e) {
                if (!news.wasGivenUp() || closing) {
                    throw e;
                }
            } catch (RuntimeFailure | IOException | StatusException e) {
                LOG.log(Level.WARNING, () -> "Pod " + describe() + ": " + e.getMessage() + "; trying again");
                wakes.await(context.config().time().now().plus(RETRY_FIRST));
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "Pod " + describe() + " could not be looked after; trying again", e);
                wakes.await(context.config().time().now().plus(RETRY_LONGEST));
            }
        }
        if (ended) {
            onEnd.run();
        }
    }

    private String describe() {
        Pod now = pod();
        return now.namespace() + "/" + now.name() + " (" + now.uid() + ")";
    }

    private void step() throws InterruptedException, IOException {
        look();
        Pod now = pod();
        checkDeadline(now);
        probes.follow(now, observed);
        resizing.take(observed);
        PodView view = view(now);
        PodAction action = PodStep.next(view);
        PodStatus status = refusal == null
                ? PodStatuses.of(view, context.config().address())
                : PodStatuses.refused(now, refusal, view.now());
        if (!news.isGone()) {
            StatusEvents.tell(context.events(), now, status);
            ResizeEvents.tell(context.events(), now, view.pod(), status);
            Pod written = statuses.write(now, status);
            if (written == null) {
                gone(); // deleted, or another pod has taken its name
                return;
            }
            news.wrote(now, written);
        }
        perform(view, action);
    }

    private void look() throws InterruptedException {
        if (wakes.takeStale()) {
            try {
                observed = observer.observe();
            } catch (RuntimeFailure | InterruptedException e) {
                wakes.lookAgain();
                throw e;
            }
        }
    }

    private void saw(@Nullable Observed newest, long mark) {
        if (newest != null) {
            observed = newest;
            wakes.saw(mark);
        }
    }

    private PodView view(Pod now) {
        PodResize resize = resizing.state();
        return new PodView(
                resize.allocation().allocated(now),
                observed,
                memory,
                failure,
                news.isGone(),
                retryAt,
                volumes != null,
                resize,
                context.config().time().now());
    }

    private void checkDeadline(Pod now) {
        Instant deadline = deadline(now);
        if (deadline != null
                && failure == null
                && !PodPhase.terminal(String.valueOf(now.status().phase()))
                && !deadline.isAfter(context.config().time().now())) {
            Reason why =
                    new Reason("DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
            failure = why;
            context.events().normal(now, why);
        }
    }

    private static @Nullable Instant deadline(Pod pod) {
        Long seconds = pod.spec().activeDeadlineSeconds();
        Instant start = pod.status().startTime();
        return seconds == null || start == null ? null : start.plusSeconds(seconds);
    }

    private void perform(PodView view, PodAction action) throws InterruptedException, IOException {
        long mark =
                action instanceof PodAction.Idle || action instanceof PodAction.PrepareVolumes ? 0 : wakes.lookAgain();
        switch (action) {
            case PodAction.PrepareVolumes ignored -> prepareVolumes(view.pod());
            case PodAction.RunSandbox run -> runSandbox(view.pod(), run.attempt(), mark);
            case PodAction.StartContainer start -> startContainer(view, start, mark);
            case PodAction.RemoveContainer remove -> removeContainer(view.pod(), remove);
            case PodAction.StopContainer stop -> stopContainer(view.pod(), stop);
            case PodAction.Resize ignored -> resizing.perform(view, observer);
            case PodAction.StopSandbox stop -> context.runtime().stopPodSandbox(stop.sandboxId());
            case PodAction.Finish ignored -> finish(view);
            case PodAction.Idle idle -> idle(view, idle.until());
        }
    }

    private void removeContainer(Pod now, PodAction.RemoveContainer remove) throws InterruptedException, IOException {
        context.runtime().removeContainer(remove.containerId());
        for (ObservedContainer old : observed.containers().getOrDefault(remove.name(), List.of())) {
            if (old.status().id().equals(remove.containerId()) && old.exited()) {
                int attempt = old.status().attempt();
                LogRotation.deleteAll(context.paths().log(now, remove.name(), attempt));
                Files.deleteIfExists(context.paths().terminationMessage(now.uid(), remove.name(), attempt));
            }
        }
    }

    private void prepareVolumes(Pod now) throws InterruptedException {
        try {
            volumes = context.volumes()
                    .prepare(now, observed.ips(), context.resources().allocatable());
            retryAt = null;
            sandboxFailures = 0;
        } catch (SpecProblem e) {
            failed(now, new Reason("FailedMount", e.reason().message()));
        } catch (IOException e) {
            failed(now, new Reason("FailedMount", "cannot put the pod's volumes in place: " + e.getMessage()));
        }
    }

    private void runSandbox(Pod now, int attempt, long mark) throws InterruptedException, IOException {
        List<SandboxInfo> older = observed.olderSandboxes();
        for (SandboxInfo sandbox : older) {
            context.runtime().removePodSandbox(sandbox.id()); // the newest dead one stays, for its containers' logs
        }
        SandboxInfo last = observed.sandbox();
        if (last != null) {
            context.events()
                    .normal(
                            now,
                            new Reason("SandboxChanged", "Pod sandbox changed, it will be killed and re-created."));
            context.runtime().stopPodSandbox(last.id()); // gives its address back
        }
        try {
            context.cgroups().createPod(now);
            Files.deleteIfExists(context.paths().etcHosts(now.uid())); // it names the address of the sandbox before
            String id = context.starts()
                    .inTurn(
                            context.runtime()::runPodSandbox,
                            context.sandboxes().of(now, attempt));
            if (observed.sandbox() == null) {
                saw(observer.withFirstSandbox(id), mark);
            }
            retryAt = null;
            sandboxFailures = 0;
        } catch (RuntimeFailure e) {
            failed(
                    now,
                    new Reason(
                            "FailedCreatePodSandBox",
                            "Failed to create pod sandbox: " + e.reason().message()));
        } catch (SpecProblem e) {
            failed(now, e.reason());
        }
    }

    private void failed(Pod now, Reason why) {
        context.events().warning(now, why);
        Duration wait = doubled(RETRY_FIRST, RETRY_LONGEST, sandboxFailures++);
        retryAt = context.config().time().now().plus(wait);
    }

    private static Duration doubled(Duration first, Duration longest, int times) {
        Duration wait = first.multipliedBy(1L << Math.min(times, 12));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    private void startContainer(PodView view, PodAction.StartContainer start, long mark)
            throws InterruptedException, IOException {
        Map<String, Path> places = volumes;
        SandboxInfo sandbox = observed.sandbox();
        if (places == null || sandbox == null) {
            return; // the next step puts them in place
        }
        Path hosts = context.paths().etcHosts(view.pod().uid());
        if (!Files.exists(hosts)) {
            Files.createDirectories(Nulls.parent(hosts));
            Files.writeString(
                    hosts,
                    PodHosts.file(view.pod(), observed.ips(), context.config().clusterDomain()));
        }
        if (!news.beginStart()) {
            return;
        }
        try {
            resizing.starting(start.container().name());
            String id = starts.start(view.pod(), start, sandbox, observed, places);
            if (id != null) {
                saw(observer.withStarted(observed, sandbox, id), mark);
            }
        } finally {
            news.endStart(closing);
        }
    }

    private void stopContainer(Pod now, PodAction.StopContainer stop) {
        String name = stop.container().name();
        probes.ending(name);
        boolean first = !memory.containsKey(name)
                || memory.getOrDefault(name, ContainerMemory.NEW).stopBy() == null;
        memory.compute(
                name, (key, before) -> (before == null ? ContainerMemory.NEW : before).withStopBy(stop.deadline()));
        String ip = probes.address(observed);
        if (stops.merge(stop.containerId(), 1, Integer::sum) > STOPS_AT_ONCE) {
            stops.merge(stop.containerId(), -1, Integer::sum);
            return; // the runtime hangs: more requests do not help it
        }
        tasks.start("stop/" + name, () -> {
            try {
                stopper.stop(now, stop.container(), stop.containerId(), stop.deadline(), ip, stop.why(), first);
            } catch (RuntimeFailure e) {
                LOG.log(
                        Level.WARNING,
                        () -> "Pod " + describe() + ": container " + name + " could not be stopped: " + e.getMessage()
                                + "; trying again");
            } finally {
                stops.computeIfPresent(stop.containerId(), (id, count) -> count == 1 ? null : count - 1);
                wake();
            }
        });
    }

    private void finish(PodView view) throws InterruptedException, IOException {
        Pod now = view.pod();
        boolean deleted = now.metadata().deletionTimestamp() != null;
        if (!view.gone() && !deleted) {
            idle(view, null); // it failed as a whole, and stays to be looked at
            return;
        }
        probes.close();
        SandboxInfo sandbox = observed.sandbox();
        if (sandbox != null) {
            context.runtime().removePodSandbox(sandbox.id());
        }
        for (SandboxInfo older : observed.olderSandboxes()) {
            context.runtime().removePodSandbox(older.id());
        }
        context.volumes().tearDown(now.uid());
        context.images().forget(now.uid());
        context.cgroups().removePod(now);
        FileTree.delete(context.paths().logs(now));
        if (!view.gone()) {
            statuses.delete(now);
        }
        ended = true;
    }

    private void idle(PodView view, @Nullable Instant until) throws InterruptedException, IOException {
        Instant now = view.now();
        Instant wake = until;
        boolean refreshes = volumes != null
                && !view.ending()
                && view.pod().spec().volumes().stream().anyMatch(VolumeContents::knows);
        if (refreshes) {
            if (!nextRefresh.isAfter(now)) {
                nextRefresh = now.plus(REFRESH);
                try {
                    context.volumes()
                            .refresh(
                                    view.pod(),
                                    observed.ips(),
                                    context.resources().allocatable());
                } catch (SpecProblem e) {
                    context.events()
                            .warning(
                                    view.pod(),
                                    new Reason("FailedMount", e.reason().message()));
                }
            }
            wake = earlier(wake, nextRefresh);
        }
        Instant deadline = deadline(view.pod());
        if (deadline != null
                && failure == null
                && !PodPhase.terminal(String.valueOf(view.pod().status().phase()))) {
            wake = earlier(wake, deadline);
        }
        wakes.await(wake);
    }

    private static Instant earlier(@Nullable Instant a, Instant b) {
        return a == null || b.isBefore(a) ? b : a;
    }

    /** Stops looking after the pod. Its containers go on. */
    @Override
    public void close() {
        closing = true;
        tasks.close();
        probes.close();
    }
}
