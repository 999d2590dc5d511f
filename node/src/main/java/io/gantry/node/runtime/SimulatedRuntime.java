package io.gantry.node.runtime;

import io.gantry.base.Cancellable;
import io.gantry.base.Reason;
import io.gantry.base.Time;
import io.gantry.client.node.Duplex;
import io.gantry.client.node.StreamSession;
import io.gantry.node.runtime.RuntimeFailure.Kind;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A runtime that runs nothing: pods, containers and images are entries in memory, and what "processes" do is said beforehand
 * by image. For tests, benches and planning with thousands of nodes in one program.
 *
 * <p>Thread safe. All waiting goes by the injected {@link Time}: with virtual time a call that takes time (a pull, a slow
 * stop, a {@link #latency}) returns once somebody advances the clock, so call it from another thread than the one that does.
 * Without latencies, slow pulls and slow stops no call ever waits. Ids, addresses and order follow from the order of calls:
 * the same calls give the same run.
 *
 * <p>Keeps the contract's rules, so that a caller that breaks them fails here as it would with containers: no container in a
 * stopped sandbox, no second sandbox of one name and attempt, no container without its image.
 */
public final class SimulatedRuntime implements ContainerRuntime {
    /** The exit code of what SIGKILL ended: 128 and the signal's number. */
    private static final int KILLED = 137;

    /** Calls that a test can slow down or let fail. */
    public enum Operation {
        RUN_POD_SANDBOX,
        STOP_POD_SANDBOX,
        REMOVE_POD_SANDBOX,
        CREATE_CONTAINER,
        START_CONTAINER,
        STOP_CONTAINER,
        REMOVE_CONTAINER,
        PULL_IMAGE,
        EXEC,
        LIST
    }

    /** Answers commands run in containers. */
    public interface ExecHandler {
        ExecResult exec(ContainerInfo container, List<String> command);
    }

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final SimulatedSandboxes sandboxes;
    private final Map<String, SimulatedContainer> containers = new LinkedHashMap<>();
    private final SimulatedImages images = new SimulatedImages();
    private final SimulatedTrouble trouble;
    private final SimulatedEvents events = new SimulatedEvents();
    private ExecHandler execHandler = (container, command) -> new ExecResult(0, new byte[0], new byte[0]);
    private long ids;

    public SimulatedRuntime(Time time) {
        this(time, "10.0.0.");
    }

    /** @param addressPrefix start of pod addresses, which a number from 2 up completes, e.g. {@code 10.244.3.} */
    public SimulatedRuntime(Time time, String addressPrefix) {
        this.time = time;
        this.trouble = new SimulatedTrouble(time);
        this.sandboxes = new SimulatedSandboxes(addressPrefix);
    }

    // ---- What a test says beforehand or brings about

    /** Lets an image be present, with the behaviour of its processes. */
    public SimulatedRuntime image(String name, SimulatedBehaviour behaviour) {
        images.add(name);
        images.behave(name, behaviour);
        return this;
    }

    /** Lets an image be pullable, taking {@code pullTime}. */
    public SimulatedRuntime registryImage(String name, Duration pullTime, SimulatedBehaviour behaviour) {
        images.publish(name, new SimulatedImages.Pull(pullTime, null, null));
        images.behave(name, behaviour);
        return this;
    }

    /** Lets an image be pullable with these credentials only. */
    public SimulatedRuntime privateImage(String name, PullRequest.Auth wanted, SimulatedBehaviour behaviour) {
        images.publish(name, new SimulatedImages.Pull(Duration.ZERO, null, wanted));
        images.behave(name, behaviour);
        return this;
    }

    /** Lets every pull of an image fail, until it is given anew. */
    public SimulatedRuntime failingImage(String name, RuntimeFailure failure) {
        images.publish(name, new SimulatedImages.Pull(Duration.ZERO, failure, null));
        return this;
    }

    /** Lets every image be pullable at once, with servers in it unless said otherwise: for large simulations. */
    public SimulatedRuntime anyImage() {
        images.publishAny();
        return this;
    }

    /** Lets every call of a kind take so long. */
    public SimulatedRuntime latency(Operation operation, Duration duration) {
        trouble.latency(operation, duration);
        return this;
    }

    /** Lets the next call of a kind fail; several add up. */
    public SimulatedRuntime failNext(Operation operation, RuntimeFailure failure) {
        trouble.failNext(operation, failure);
        return this;
    }

    public SimulatedRuntime onExec(ExecHandler handler) {
        return locked(() -> {
            execHandler = handler;
            return this;
        });
    }

    /** Ends a running container's process now, as {@code kill} on the machine would. */
    public void exit(String containerId, int exitCode) {
        end(containerId, exitCode, exitCode == 0 ? "Completed" : "Error");
    }

    /** Ends a sandbox and all its containers, as killing its pause process would: nothing can be started in it any more. */
    public void killSandbox(String sandboxId) {
        setStopped(sandboxId);
        for (var container : inSandbox(sandboxId)) {
            end(container, KILLED, "Error");
        }
    }

    // ---- The contract

    @Override
    public RuntimeVersion version() {
        return new RuntimeVersion("simulated", "1", "v1");
    }

    @Override
    public RuntimeStatus status() {
        return new RuntimeStatus(true, true, "");
    }

    @Override
    public String runPodSandbox(SandboxConfig config) throws InterruptedException {
        trouble.begin(Operation.RUN_POD_SANDBOX);
        var id = locked(() -> {
            if (sandboxes.has(config)) {
                throw failure(
                        Kind.ALREADY_EXISTS,
                        "FailedCreatePodSandBox",
                        "sandbox " + config.namespace() + "/" + config.name() + " attempt " + config.attempt()
                                + " exists already");
            }
            return sandboxes.add(nextId(), config, time.now());
        });
        events.tell(new RuntimeEvent.Created(id));
        events.tell(new RuntimeEvent.Started(id));
        return id;
    }

    @Override
    public void stopPodSandbox(String sandboxId) throws InterruptedException {
        trouble.begin(Operation.STOP_POD_SANDBOX);
        killSandbox(sandboxId);
    }

    @Override
    public void removePodSandbox(String sandboxId) throws InterruptedException {
        trouble.begin(Operation.REMOVE_POD_SANDBOX);
        killSandbox(sandboxId);
        for (var container : inSandbox(sandboxId)) {
            remove(container);
        }
        if (locked(() -> sandboxes.remove(sandboxId))) {
            events.tell(new RuntimeEvent.Deleted(sandboxId));
        }
    }

    @Override
    public Optional<SandboxStatus> podSandboxStatus(String sandboxId) throws InterruptedException {
        trouble.begin(Operation.LIST);
        return locked(() -> sandboxes.find(sandboxId)).map(SimulatedSandboxes.Sandbox::status);
    }

    @Override
    public List<SandboxInfo> listPodSandboxes(SandboxFilter filter) throws InterruptedException {
        trouble.begin(Operation.LIST);
        return locked(() -> sandboxes.list(filter));
    }

    @Override
    public String createContainer(String sandboxId, ContainerConfig config, SandboxConfig sandboxConfig)
            throws InterruptedException {
        trouble.begin(Operation.CREATE_CONTAINER);
        return locked(() -> {
            var sandbox = sandboxes
                    .find(sandboxId)
                    .orElseThrow(() ->
                            failure(Kind.NOT_FOUND, "CreateContainerError", "sandbox " + sandboxId + " is not known"));
            if (!sandbox.ready()) {
                throw failure(Kind.WRONG_STATE, "CreateContainerError", "sandbox " + sandboxId + " is stopped");
            }
            var image = images.find(config.image())
                    .orElseThrow(() -> failure(
                            Kind.NOT_FOUND, "CreateContainerError", "image " + config.image() + " is not present"));
            var taken = containers.values().stream()
                    .anyMatch(c -> c.sandboxId.equals(sandboxId)
                            && c.config.name().equals(config.name())
                            && c.config.attempt() == config.attempt());
            if (taken) {
                throw failure(
                        Kind.ALREADY_EXISTS,
                        "CreateContainerError",
                        "container " + config.name() + " attempt " + config.attempt() + " exists already in "
                                + sandboxId);
            }
            var logPath = config.logPath().isEmpty() ? "" : sandbox.config().logDirectory() + "/" + config.logPath();
            var behaviour = images.behaviour(config.image());
            var container = new SimulatedContainer(
                    nextId(), sandboxId, config, logPath, image.tags().getFirst(), image.id(), behaviour, time.now());
            containers.put(container.id, container);
            return container.id;
        });
    }

    @Override
    public void startContainer(String containerId) throws InterruptedException {
        trouble.begin(Operation.START_CONTAINER);
        var behaviour = locked(() -> {
            var container = known(containerId, "RunContainerError");
            if (container.state != ContainerState.CREATED) {
                throw failure(
                        Kind.WRONG_STATE, "RunContainerError", "container " + containerId + " is " + container.state);
            }
            if (!container.behaviour.startError().isEmpty()) {
                container.failToStart(time.now());
                throw failure(Kind.FAILED, "RunContainerError", container.message);
            }
            container.state = ContainerState.RUNNING;
            container.startedAt = time.now();
            return container.behaviour;
        });
        log(containerId).write(behaviour.output(), time.now());
        events.tell(new RuntimeEvent.Created(containerId));
        events.tell(new RuntimeEvent.Started(containerId));
        if (behaviour.runFor() != null) {
            var end = time.schedule(behaviour.runFor(), () -> {
                if (behaviour.outOfMemory()) {
                    events.tell(new RuntimeEvent.OutOfMemory(containerId));
                }
                end(
                        containerId,
                        behaviour.exitCode(),
                        behaviour.outOfMemory() ? "OOMKilled" : behaviour.exitCode() == 0 ? "Completed" : "Error");
            });
            locked(() -> {
                var container = containers.get(containerId);
                if (container != null) {
                    container.plannedEnd = end;
                }
                return end;
            });
        }
    }

    @Override
    public void stopContainer(String containerId, Duration timeout) throws InterruptedException {
        trouble.begin(Operation.STOP_CONTAINER);
        var container = locked(() -> Optional.ofNullable(containers.get(containerId)));
        if (container.isEmpty() || locked(() -> container.get().state) != ContainerState.RUNNING) {
            return;
        }
        var delay = container.get().behaviour.stopDelay();
        if (delay != null && delay.compareTo(timeout) <= 0) {
            trouble.sleep(delay);
            var exitCode = container.get().behaviour.stopExitCode();
            end(containerId, exitCode, exitCode == 0 ? "Completed" : "Error");
            return;
        }
        if (timeout.isPositive()) {
            // The kill, unless the process ends by itself meanwhile.
            try (var _ = time.schedule(timeout, () -> end(containerId, KILLED, "Error"))) {
                container.get().ended.await();
            }
        }
        end(containerId, KILLED, "Error");
    }

    @Override
    public void removeContainer(String containerId) throws InterruptedException {
        trouble.begin(Operation.REMOVE_CONTAINER);
        end(containerId, KILLED, "Error");
        remove(containerId);
    }

    @Override
    public Optional<ContainerStatus> containerStatus(String containerId) throws InterruptedException {
        trouble.begin(Operation.LIST);
        return locked(() -> Optional.ofNullable(containers.get(containerId)).map(SimulatedContainer::status));
    }

    @Override
    public List<ContainerInfo> listContainers(ContainerFilter filter) throws InterruptedException {
        trouble.begin(Operation.LIST);
        return locked(() -> containers.values().stream()
                .filter(c -> c.matches(filter))
                .map(SimulatedContainer::info)
                .toList());
    }

    @Override
    public void updateContainerResources(String containerId, LinuxResources resources) {
        locked(() -> known(containerId, "UpdateContainerResourcesError").resources = resources);
    }

    /** The limits that a container has now, for tests to look at. */
    public LinuxResources resources(String containerId) {
        return locked(() -> known(containerId, "ContainerStatusError").resources);
    }

    @Override
    public void reopenContainerLog(String containerId) {
        locked(() -> known(containerId, "ReopenContainerLogError"));
    }

    @Override
    public ExecResult execSync(String containerId, List<String> command, Duration timeout) throws InterruptedException {
        trouble.begin(Operation.EXEC);
        var container = running(containerId, "ExecError").info();
        return locked(() -> execHandler).exec(container, command);
    }

    @Override
    public StreamSession exec(String containerId, List<String> command, StreamOptions options)
            throws InterruptedException {
        return SimulatedSession.of(execSync(containerId, command, Duration.ZERO));
    }

    @Override
    public StreamSession attach(String containerId, StreamOptions options) {
        var container = running(containerId, "AttachError");
        var nothing = new byte[0];
        return new SimulatedSession(
                new ByteArrayInputStream(nothing),
                new ByteArrayInputStream(nothing),
                container.ended,
                () -> locked(() -> container.exitCode));
    }

    @Override
    public Duplex portForward(String sandboxId, int port) {
        throw failure(Kind.UNSUPPORTED, "PortForwardError", "a simulated pod listens on no port");
    }

    @Override
    public Optional<ContainerStats> containerStats(String containerId) {
        return locked(() -> Optional.ofNullable(containers.get(containerId))
                .filter(c -> c.state == ContainerState.RUNNING)
                .map(it -> it.stats(time.now())));
    }

    @Override
    public List<ContainerStats> listContainerStats(ContainerFilter filter) {
        return locked(() -> containers.values().stream()
                .filter(c -> c.state == ContainerState.RUNNING && c.matches(filter))
                .map(it -> it.stats(time.now()))
                .toList());
    }

    @Override
    public Optional<ImageInfo> imageStatus(String image) throws InterruptedException {
        trouble.begin(Operation.LIST);
        return images.find(image);
    }

    @Override
    public String pullImage(PullRequest request) throws InterruptedException {
        trouble.begin(Operation.PULL_IMAGE);
        var pull = images.pull(request.image());
        trouble.sleep(pull.duration());
        if (pull.failure() != null) {
            throw pull.failure();
        }
        if (pull.wanted() != null && !pull.wanted().equals(request.auth())) {
            throw failure(
                    Kind.FAILED,
                    "ErrImagePull",
                    "image \"" + request.image() + "\": the registry refuses these credentials");
        }
        return images.add(request.image()).id();
    }

    @Override
    public List<ImageInfo> listImages() {
        return images.list();
    }

    @Override
    public void removeImage(String image) {
        images.remove(image);
    }

    @Override
    public List<FilesystemUsage> imageFilesystems() {
        var used = images.list().stream().mapToLong(ImageInfo::sizeBytes).sum();
        return List.of(new FilesystemUsage("/simulated", time.now(), used, 0));
    }

    @Override
    public Cancellable watch(Consumer<RuntimeEvent> listener) {
        return events.watch(listener);
    }

    /** Ends the watches; "containers" go on, as they would. */
    @Override
    public void close() {
        events.endAll();
    }

    // ---- Inside

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void end(String containerId, int exitCode, String reason) {
        var ended = locked(() -> {
            var container = containers.get(containerId);
            if (container == null || container.state != ContainerState.RUNNING) {
                return false;
            }
            container.exit(exitCode, reason, time.now());
            return true;
        });
        if (ended) {
            events.tell(new RuntimeEvent.Exited(containerId, exitCode, time.now()));
        }
    }

    private void setStopped(String sandboxId) {
        if (locked(() -> sandboxes.stop(sandboxId))) {
            events.tell(new RuntimeEvent.Exited(sandboxId, KILLED, time.now()));
        }
    }

    private void remove(String containerId) {
        if (locked(() -> Optional.ofNullable(containers.remove(containerId))).isPresent()) {
            events.tell(new RuntimeEvent.Deleted(containerId));
        }
    }

    private List<String> inSandbox(String sandboxId) {
        return locked(() -> {
            var ids = new ArrayList<String>();
            for (var container : containers.values()) {
                if (container.sandboxId.equals(sandboxId)) {
                    ids.add(container.id);
                }
            }
            return ids;
        });
    }

    private SimulatedContainer known(String containerId, String code) {
        var container = containers.get(containerId);
        if (container == null) {
            throw failure(Kind.NOT_FOUND, code, "container " + containerId + " is not known");
        }
        return container;
    }

    private SimulatedContainer running(String containerId, String code) {
        return locked(() -> {
            var container = known(containerId, code);
            if (container.state != ContainerState.RUNNING) {
                throw failure(Kind.WRONG_STATE, code, "container " + containerId + " is " + container.state);
            }
            return container;
        });
    }

    private SimulatedLog log(String containerId) {
        return locked(() -> new SimulatedLog(known(containerId, "RunContainerError").logPath));
    }

    private String nextId() {
        return String.format("%064x", ++ids);
    }

    private static RuntimeFailure failure(Kind kind, String code, String message) {
        return new RuntimeFailure(kind, new Reason(code, message));
    }
}
