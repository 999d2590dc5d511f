package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodStatus;
import io.gantry.base.Cancellable;
import io.gantry.base.Reason;
import io.gantry.base.TaskGroup;
import io.gantry.node.pod.ContainerMemory;
import io.gantry.node.pod.Containers;
import io.gantry.node.pod.Observed;
import io.gantry.node.pod.ObservedContainer;
import io.gantry.node.pod.PodAction;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
    /** Of images, whose registries should not be pressed. */
    private static final Duration IMAGE_RETRY_FIRST = Duration.ofSeconds(10);

    private static final Duration IMAGE_RETRY_LONGEST = Duration.ofMinutes(5);

    private final AgentContext context;
    private final StatusWriter statuses;
    private final ContainerStarter starter;
    private final PodStopper stopper;
    private final PodObserver observer;
    private final Runnable onEnd;
    private final TaskGroup tasks;
    private final Map<String, ContainerMemory> memory = new ConcurrentHashMap<>();
    private final Map<String, ContainerProbes> probes = new HashMap<>();
    private final Map<String, Integer> startFailures = new HashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean dirty = true;
    private Pod pod;
    private boolean gone;

    private volatile Observed observed = Observed.NOTHING;
    private @Nullable Map<String, Path> volumes;
    private @Nullable Instant retryAt;
    private int sandboxFailures;
    private @Nullable Reason failure;
    private Instant nextRefresh;
    private boolean ended;

    /** @param onEnd called once, when the pod is over and everything of it is cleaned up */
    PodWorker(AgentContext context, Pod pod, boolean gone, Runnable onEnd) {
        this.context = context;
        this.pod = pod;
        this.gone = gone;
        this.onEnd = onEnd;
        this.statuses = new StatusWriter(context.client());
        this.observer = new PodObserver(context.runtime(), pod.uid());
        this.tasks = new TaskGroup("pod/" + pod.namespace() + "/" + pod.name());
        Hooks hooks = new Hooks(context.runtime(), context.config().time());
        this.starter = new ContainerStarter(context, hooks);
        this.stopper = new PodStopper(context, hooks);
        this.nextRefresh = context.config().time().now().plus(REFRESH);
    }

    void start() {
        tasks.start("worker", this::run);
    }

    /** The API server has another state of the pod. */
    void update(Pod newest) {
        lock.lock();
        try {
            pod = newest;
            dirty = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The API server does not have the pod any more. */
    void gone() {
        lock.lock();
        try {
            gone = true;
            dirty = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Something may have changed: look again. */
    void wake() {
        lock.lock();
        try {
            dirty = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    Pod pod() {
        lock.lock();
        try {
            return pod;
        } finally {
            lock.unlock();
        }
    }

    /** What the worker saw last. */
    Observed observed() {
        return observed;
    }

    private boolean isGone() {
        lock.lock();
        try {
            return gone;
        } finally {
            lock.unlock();
        }
    }

    private void run() throws InterruptedException {
        while (!ended) {
            clearDirty();
            try {
                step();
            } catch (RuntimeFailure | IOException e) {
                LOG.log(Level.WARNING, () -> "Pod " + describe() + ": " + e.getMessage() + "; trying again");
                await(context.config().time().now().plus(RETRY_FIRST));
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "Pod " + describe() + " could not be looked after; trying again", e);
                await(context.config().time().now().plus(RETRY_LONGEST));
            }
        }
        onEnd.run();
    }

    private String describe() {
        Pod now = pod();
        return now.namespace() + "/" + now.name() + " (" + now.uid() + ")";
    }

    private void step() throws InterruptedException, IOException {
        observed = observer.observe();
        Pod now = pod();
        checkDeadline(now);
        followContainers(now);
        PodView view = view(now);
        PodAction action = PodStep.next(view);
        PodStatus status = PodStatuses.of(view, context.config().address());
        if (!isGone()) {
            Pod written = statuses.write(now, status);
            if (written == null) {
                gone(); // deleted, or another pod has taken its name
                return;
            }
            replace(now, written);
        }
        perform(view, action);
    }

    private void replace(Pod before, Pod written) {
        lock.lock();
        try {
            if (pod == before) {
                pod = written; // else the API server has told us more already
            }
        } finally {
            lock.unlock();
        }
    }

    private PodView view(Pod now) {
        return new PodView(
                now,
                observed,
                memory,
                failure,
                isGone(),
                retryAt,
                volumes != null,
                context.config().time().now());
    }

    private void checkDeadline(Pod now) {
        Instant deadline = deadline(now);
        if (deadline != null && !deadline.isAfter(context.config().time().now()) && failure == null) {
            failure = new Reason("DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
        }
    }

    private static @Nullable Instant deadline(Pod pod) {
        Long seconds = pod.spec().activeDeadlineSeconds();
        Instant start = pod.status().startTime();
        return seconds == null || start == null ? null : start.plusSeconds(seconds);
    }

    /** Starts the probes of containers that run, ends those of containers that do not, and adopts what it finds running. */
    private void followContainers(Pod now) {
        for (Container container : Containers.all(now)) {
            ObservedContainer newest = observed.newest(container.name());
            ContainerProbes running = probes.get(container.name());
            if (newest == null || !newest.running()) {
                if (running != null) {
                    running.close();
                    probes.remove(container.name());
                }
                continue;
            }
            if (running != null && running.containerId().equals(newest.status().id())) {
                continue;
            }
            if (running != null) {
                running.close();
            }
            memory.putIfAbsent(container.name(), ContainerMemory.NEW);
            ContainerProbes fresh =
                    new ContainerProbes(context, now, container, newest.status().id(), podIp(), this::change);
            probes.put(container.name(), fresh);
            fresh.start();
        }
    }

    private String podIp() {
        return observed.ips().isEmpty()
                ? context.config().address()
                : observed.ips().getFirst();
    }

    private void change(String container, java.util.function.UnaryOperator<ContainerMemory> change) {
        memory.compute(container, (name, before) -> change.apply(before == null ? ContainerMemory.NEW : before));
        wake();
    }

    private void perform(PodView view, PodAction action) throws InterruptedException, IOException {
        switch (action) {
            case PodAction.PrepareVolumes ignored -> prepareVolumes(view.pod());
            case PodAction.RunSandbox run -> runSandbox(view.pod(), run.attempt());
            case PodAction.StartContainer start -> startContainer(view, start);
            case PodAction.RemoveContainer remove -> context.runtime().removeContainer(remove.containerId());
            case PodAction.StopContainer stop -> stopContainer(view.pod(), stop);
            case PodAction.StopSandbox stop -> context.runtime().stopPodSandbox(stop.sandboxId());
            case PodAction.Finish ignored -> finish(view);
            case PodAction.Idle idle -> idle(view, idle.until());
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

    private void runSandbox(Pod now, int attempt) throws InterruptedException, IOException {
        List<SandboxInfo> older = observed.olderSandboxes();
        for (SandboxInfo sandbox : older) {
            context.runtime().removePodSandbox(sandbox.id()); // the newest dead one stays, for its containers' logs
        }
        SandboxInfo last = observed.sandbox();
        if (last != null) {
            context.runtime().stopPodSandbox(last.id()); // gives its address back
        }
        try {
            context.cgroups().createPod(now);
            context.runtime().runPodSandbox(context.sandboxes().of(now, attempt));
            retryAt = null;
            sandboxFailures = 0;
        } catch (RuntimeFailure e) {
            failed(
                    now,
                    new Reason(
                            "FailedCreatePodSandBox",
                            "Failed to create pod sandbox: " + e.reason().message()));
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

    private void startContainer(PodView view, PodAction.StartContainer start) throws InterruptedException, IOException {
        Container container = start.container();
        Map<String, Path> places = volumes;
        SandboxInfo sandbox = observed.sandbox();
        if (places == null || sandbox == null) {
            return; // the next step puts them in place
        }
        if (!Boolean.TRUE.equals(view.pod().spec().hostNetwork())
                && !Files.exists(context.paths().etcHosts(view.pod().uid()))) {
            Files.createDirectories(context.paths().pod(view.pod().uid()));
            Files.writeString(
                    context.paths().etcHosts(view.pod().uid()),
                    Sandboxes.hostsFile(
                            view.pod(), observed.ips(), context.config().clusterDomain()));
        }
        try {
            starter.start(view.pod(), container, start.init(), start.attempt(), sandbox, observed.ips(), places);
            startFailures.remove(container.name());
            memory.compute(
                    container.name(),
                    (name, before) -> (before == null ? ContainerMemory.NEW : before).onStart(start.quickEnds()));
        } catch (SpecProblem e) {
            int failures = startFailures.merge(container.name(), 1, Integer::sum);
            boolean image =
                    e.reason().code().contains("Image") || e.reason().code().contains("Registry");
            Duration wait = image
                    ? doubled(IMAGE_RETRY_FIRST, IMAGE_RETRY_LONGEST, failures - 1)
                    : doubled(RETRY_FIRST, RETRY_LONGEST, failures - 1);
            // From the second failure on the status says that the next try waits, as the kubelet's does.
            Reason shown = failures > 1 && e.reason().code().equals("ErrImagePull")
                    ? new Reason(
                            "ImagePullBackOff",
                            "Back-off pulling image \"" + container.image() + "\": "
                                    + e.reason().message())
                    : e.reason();
            Instant again = context.config().time().now().plus(wait);
            memory.compute(
                    container.name(),
                    (name, before) -> (before == null ? ContainerMemory.NEW : before).withWaiting(shown, again));
            context.events()
                    .event(
                            view.pod(),
                            ContainerStarter.fieldPath(container, start.init()),
                            true,
                            new Reason(
                                    image && shown.code().equals("ImagePullBackOff") ? "BackOff" : "Failed",
                                    "Error: " + shown.message()));
        }
    }

    private void stopContainer(Pod now, PodAction.StopContainer stop) {
        String name = stop.container().name();
        ContainerProbes running = probes.get(name);
        if (running != null) {
            running.close();
        }
        boolean first = !memory.containsKey(name)
                || memory.getOrDefault(name, ContainerMemory.NEW).stopBy() == null;
        memory.compute(
                name, (key, before) -> (before == null ? ContainerMemory.NEW : before).withStopBy(stop.deadline()));
        String ip = podIp();
        tasks.start("stop/" + name, () -> {
            try {
                stopper.stop(now, stop.container(), stop.containerId(), stop.deadline(), ip, stop.why(), first);
            } finally {
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
        probes.values().forEach(ContainerProbes::close);
        probes.clear();
        SandboxInfo sandbox = observed.sandbox();
        if (sandbox != null) {
            context.runtime().removePodSandbox(sandbox.id());
        }
        for (SandboxInfo older : observed.olderSandboxes()) {
            context.runtime().removePodSandbox(older.id());
        }
        context.volumes().tearDown(now.uid());
        context.cgroups().removePod(now);
        AtomicFiles.delete(context.paths().logs(now));
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
        if (deadline != null && failure == null) {
            wake = earlier(wake, deadline);
        }
        await(wake);
    }

    private static Instant earlier(@Nullable Instant a, Instant b) {
        return a == null || b.isBefore(a) ? b : a;
    }

    private void clearDirty() {
        lock.lock();
        try {
            dirty = false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until woken, or until that moment. */
    private void await(@Nullable Instant until) throws InterruptedException {
        Cancellable timer = until == null
                ? null
                : context.config()
                        .time()
                        .schedule(Duration.between(context.config().time().now(), until), this::wake);
        try {
            lock.lockInterruptibly();
            try {
                while (!dirty) {
                    woken.await();
                }
            } finally {
                lock.unlock();
            }
        } finally {
            if (timer != null) {
                timer.close();
            }
        }
    }

    /** Stops looking after the pod. Its containers go on. */
    @Override
    public void close() {
        tasks.close();
        probes.values().forEach(ContainerProbes::close);
    }
}
