package io.gantry.node.runtime;

import io.gantry.base.Cancellable;
import io.gantry.client.node.Duplex;
import io.gantry.client.node.StreamSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs pods' sandboxes and containers, and keeps their images: the verbs of Kubernetes' container runtime interface.
 *
 * <p>Thread safe. Every method is plain blocking code for a virtual thread: interrupting the caller gives the call up with
 * {@link InterruptedException}, whether or not the runtime finishes what it had begun. A refusal is a {@link RuntimeFailure}.
 *
 * <p>Restartable: stopping and removing what is stopped or gone already succeeds. Creating is not idempotent: a caller that
 * lost an answer lists by its labels, and finds what was made. State outlives this object and the process that holds it;
 * {@link #close()} ends connections and watchers, never containers.
 */
public interface ContainerRuntime extends AutoCloseable {
    /** Name and version of the runtime behind this object. */
    RuntimeVersion version() throws InterruptedException;

    /** Whether containers can be run, and networked, now. */
    RuntimeStatus status() throws InterruptedException;

    /** Creates and starts a pod's sandbox: its namespaces, cgroup and, unless it uses the host's, network. Returns its id. */
    String runPodSandbox(SandboxConfig config) throws InterruptedException;

    /** Kills every container of the sandbox and gives its network back. */
    void stopPodSandbox(String sandboxId) throws InterruptedException;

    /** Removes the sandbox and every container in it, by force if they run. */
    void removePodSandbox(String sandboxId) throws InterruptedException;

    /** The sandbox's state, empty when the runtime does not know it. */
    Optional<SandboxStatus> podSandboxStatus(String sandboxId) throws InterruptedException;

    List<SandboxInfo> listPodSandboxes(SandboxFilter filter) throws InterruptedException;

    /**
     * Creates a container in a ready sandbox, without starting it. The image must be present.
     *
     * @param sandbox the same config that made the sandbox
     * @return the container's id
     */
    String createContainer(String sandboxId, ContainerConfig config, SandboxConfig sandbox) throws InterruptedException;

    /** Starts a created container. A command that cannot be started is a {@link RuntimeFailure} whose message says why. */
    void startContainer(String containerId) throws InterruptedException;

    /** Sends the stop signal, waits up to {@code timeout} (whole seconds), then kills. Zero kills at once. */
    void stopContainer(String containerId, Duration timeout) throws InterruptedException;

    /** Removes a container, by force if it runs. Its log file stays. */
    void removeContainer(String containerId) throws InterruptedException;

    /** The container's state, empty when the runtime does not know it. */
    Optional<ContainerStatus> containerStatus(String containerId) throws InterruptedException;

    List<ContainerInfo> listContainers(ContainerFilter filter) throws InterruptedException;

    /** Changes the limits of a created or running container. */
    void updateContainerResources(String containerId, LinuxResources resources) throws InterruptedException;

    /** Opens the container's log file anew: call it after the file was moved away for rotation. */
    void reopenContainerLog(String containerId) throws InterruptedException;

    /**
     * Runs a command to its end, as probes and lifecycle hooks do. Output is bounded by the runtime (16 MiB in containerd).
     *
     * @param timeout limit in whole seconds, zero for none; passing it is a {@link RuntimeFailure} of kind DEADLINE_EXCEEDED
     */
    ExecResult execSync(String containerId, List<String> command, Duration timeout) throws InterruptedException;

    /** Starts a command with streams. Closing the session ends the streams; the runtime kills a command without readers. */
    StreamSession exec(String containerId, List<String> command, StreamOptions options) throws InterruptedException;

    /** Attaches to the container's main process; {@code options} must agree with the container's stdin and tty. */
    StreamSession attach(String containerId, StreamOptions options) throws InterruptedException;

    /** Connects to a TCP port on the loopback interface of the sandbox's network namespace. */
    Duplex portForward(String sandboxId, int port) throws InterruptedException;

    /** What one container uses now, empty when it is unknown or not running. */
    Optional<ContainerStats> containerStats(String containerId) throws InterruptedException;

    /** What all running containers use: 0.36 s for 200 pods with containerd, so poll it rarely. */
    List<ContainerStats> listContainerStats(ContainerFilter filter) throws InterruptedException;

    /** The image that a reference names, empty when it is not present. */
    Optional<ImageInfo> imageStatus(String image) throws InterruptedException;

    /**
     * Pulls an image from its registry and returns its id. A failure carries a reason that a container status can show
     * ({@code ErrImagePull}, {@code InvalidImageName}, {@code RegistryUnavailable}...).
     */
    String pullImage(PullRequest request) throws InterruptedException;

    List<ImageInfo> listImages() throws InterruptedException;

    /** Removes an image and all names of it. One that is not there is no error. */
    void removeImage(String image) throws InterruptedException;

    /** How much room images and writable layers take. */
    List<FilesystemUsage> imageFilesystems() throws InterruptedException;

    /**
     * Tells {@code listener} of state changes until the returned handle is closed. Events only shorten the wait: they may be
     * lost, and first of all and after every gap comes {@link RuntimeEvent.Resync}. The listener runs on the runtime's own thread and must not
     * block; what it throws is logged.
     */
    Cancellable watch(Consumer<RuntimeEvent> listener);

    @Override
    void close();
}
