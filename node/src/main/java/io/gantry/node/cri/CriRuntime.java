package io.gantry.node.cri;

import io.gantry.base.Cancellable;
import io.gantry.base.Reason;
import io.gantry.base.Time;
import io.gantry.client.node.Duplex;
import io.gantry.client.node.StreamSession;
import io.gantry.node.cri.wire.Cri;
import io.gantry.node.cri.wire.ImageServiceGrpc;
import io.gantry.node.cri.wire.RuntimeServiceGrpc;
import io.gantry.node.runtime.ContainerConfig;
import io.gantry.node.runtime.ContainerFilter;
import io.gantry.node.runtime.ContainerInfo;
import io.gantry.node.runtime.ContainerRuntime;
import io.gantry.node.runtime.ContainerStats;
import io.gantry.node.runtime.ContainerStatus;
import io.gantry.node.runtime.ExecResult;
import io.gantry.node.runtime.FilesystemUsage;
import io.gantry.node.runtime.ImageInfo;
import io.gantry.node.runtime.LinuxResources;
import io.gantry.node.runtime.PullRequest;
import io.gantry.node.runtime.RuntimeEvent;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.RuntimeStatus;
import io.gantry.node.runtime.RuntimeVersion;
import io.gantry.node.runtime.SandboxConfig;
import io.gantry.node.runtime.SandboxFilter;
import io.gantry.node.runtime.SandboxInfo;
import io.gantry.node.runtime.SandboxStatus;
import io.gantry.node.runtime.StreamOptions;
import io.gantry.node.stream.PortForward;
import io.gantry.node.stream.RemoteCommand;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A container runtime behind a CRI socket: containerd, and whatever else speaks the interface's version 1.
 *
 * <p>Thread safe and without state of its own but the connection, which comes back by itself after the runtime did; until
 * then calls fail at once with {@link RuntimeFailure.Kind#UNAVAILABLE}. Events come from containerd's own stream on the same
 * socket.
 */
public final class CriRuntime implements ContainerRuntime {
    /** The kubelet's default for {@code runtimeRequestTimeout}. */
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(2);
    /** Pulls end by themselves when the registry hangs; this is the last resort. */
    private static final Duration PULL_TIMEOUT = Duration.ofHours(1);

    private final CriChannel connection;
    private final CriEvents events;

    /** @param socket the runtime's unix-domain socket, which need not exist yet */
    public CriRuntime(Path socket, Time time, RandomGenerator random) {
        connection = new CriChannel(socket);
        events = new CriEvents(connection, time, random);
    }

    @Override
    public RuntimeVersion version() throws InterruptedException {
        return call("RuntimeUnavailable", () -> {
            var answer = runtime(CALL_TIMEOUT)
                    .version(Cri.VersionRequest.newBuilder().setVersion("v1").build());
            return new RuntimeVersion(
                    answer.getRuntimeName(), answer.getRuntimeVersion(), answer.getRuntimeApiVersion());
        });
    }

    @Override
    public RuntimeStatus status() throws InterruptedException {
        return call(
                "RuntimeUnavailable",
                () -> CriAnswers.status(runtime(CALL_TIMEOUT)
                        .status(Cri.StatusRequest.getDefaultInstance())
                        .getStatus()));
    }

    @Override
    public String runPodSandbox(SandboxConfig config) throws InterruptedException {
        return call(
                "FailedCreatePodSandBox",
                () -> runtime(CALL_TIMEOUT.multipliedBy(2))
                        .runPodSandbox(Cri.RunPodSandboxRequest.newBuilder()
                                .setConfig(CriRequests.sandbox(config))
                                .setRuntimeHandler(config.runtimeHandler())
                                .build())
                        .getPodSandboxId());
    }

    @Override
    public void stopPodSandbox(String sandboxId) throws InterruptedException {
        absentIsFine(
                "KillPodSandboxError",
                () -> runtime(CALL_TIMEOUT)
                        .stopPodSandbox(Cri.StopPodSandboxRequest.newBuilder()
                                .setPodSandboxId(sandboxId)
                                .build()));
    }

    @Override
    public void removePodSandbox(String sandboxId) throws InterruptedException {
        absentIsFine(
                "RemovePodSandboxError",
                () -> runtime(CALL_TIMEOUT)
                        .removePodSandbox(Cri.RemovePodSandboxRequest.newBuilder()
                                .setPodSandboxId(sandboxId)
                                .build()));
    }

    @Override
    public Optional<SandboxStatus> podSandboxStatus(String sandboxId) throws InterruptedException {
        return emptyIfAbsent(
                "PodSandboxStatusError",
                () -> Optional.of(CriAnswers.sandboxStatus(runtime(CALL_TIMEOUT)
                        .podSandboxStatus(Cri.PodSandboxStatusRequest.newBuilder()
                                .setPodSandboxId(sandboxId)
                                .build())
                        .getStatus())));
    }

    @Override
    public List<SandboxInfo> listPodSandboxes(SandboxFilter filter) throws InterruptedException {
        return call(
                "ListPodSandboxError",
                () -> runtime(CALL_TIMEOUT)
                        .listPodSandbox(Cri.ListPodSandboxRequest.newBuilder()
                                .setFilter(CriRequests.filter(filter))
                                .build())
                        .getItemsList()
                        .stream()
                        .map(CriAnswers::sandbox)
                        .toList());
    }

    @Override
    public String createContainer(String sandboxId, ContainerConfig config, SandboxConfig sandbox)
            throws InterruptedException {
        return call(
                "CreateContainerError",
                () -> runtime(CALL_TIMEOUT)
                        .createContainer(Cri.CreateContainerRequest.newBuilder()
                                .setPodSandboxId(sandboxId)
                                .setConfig(CriRequests.container(config))
                                .setSandboxConfig(CriRequests.sandbox(sandbox))
                                .build())
                        .getContainerId());
    }

    @Override
    public void startContainer(String containerId) throws InterruptedException {
        call(
                "RunContainerError",
                () -> runtime(CALL_TIMEOUT)
                        .startContainer(Cri.StartContainerRequest.newBuilder()
                                .setContainerId(containerId)
                                .build()));
    }

    @Override
    public void stopContainer(String containerId, Duration timeout) throws InterruptedException {
        absentIsFine(
                "KillContainerError",
                () -> runtime(CALL_TIMEOUT.plus(timeout))
                        .stopContainer(Cri.StopContainerRequest.newBuilder()
                                .setContainerId(containerId)
                                .setTimeout(timeout.toSeconds())
                                .build()));
    }

    @Override
    public void removeContainer(String containerId) throws InterruptedException {
        absentIsFine(
                "RemoveContainerError",
                () -> runtime(CALL_TIMEOUT)
                        .removeContainer(Cri.RemoveContainerRequest.newBuilder()
                                .setContainerId(containerId)
                                .build()));
    }

    @Override
    public Optional<ContainerStatus> containerStatus(String containerId) throws InterruptedException {
        return emptyIfAbsent(
                "ContainerStatusError",
                () -> Optional.of(CriAnswers.containerStatus(runtime(CALL_TIMEOUT)
                        .containerStatus(Cri.ContainerStatusRequest.newBuilder()
                                .setContainerId(containerId)
                                .build())
                        .getStatus())));
    }

    @Override
    public List<ContainerInfo> listContainers(ContainerFilter filter) throws InterruptedException {
        return call(
                "ListContainersError",
                () -> runtime(CALL_TIMEOUT)
                        .listContainers(Cri.ListContainersRequest.newBuilder()
                                .setFilter(CriRequests.filter(filter))
                                .build())
                        .getContainersList()
                        .stream()
                        .map(CriAnswers::container)
                        .toList());
    }

    @Override
    public void updateContainerResources(String containerId, LinuxResources resources) throws InterruptedException {
        call(
                "UpdateContainerResourcesError",
                () -> runtime(CALL_TIMEOUT)
                        .updateContainerResources(Cri.UpdateContainerResourcesRequest.newBuilder()
                                .setContainerId(containerId)
                                .setLinux(CriRequests.resources(resources))
                                .build()));
    }

    @Override
    public void reopenContainerLog(String containerId) throws InterruptedException {
        call(
                "ReopenContainerLogError",
                () -> runtime(CALL_TIMEOUT)
                        .reopenContainerLog(Cri.ReopenContainerLogRequest.newBuilder()
                                .setContainerId(containerId)
                                .build()));
    }

    @Override
    public ExecResult execSync(String containerId, List<String> command, Duration timeout) throws InterruptedException {
        // The runtime keeps the limit; ours only guards against a runtime that hangs.
        var limit = timeout.isZero() ? PULL_TIMEOUT : timeout.plus(CALL_TIMEOUT);
        return call("ExecError", () -> {
            var answer = runtime(limit)
                    .execSync(Cri.ExecSyncRequest.newBuilder()
                            .setContainerId(containerId)
                            .addAllCmd(command)
                            .setTimeout(timeout.toSeconds())
                            .build());
            return new ExecResult(
                    answer.getExitCode(),
                    answer.getStdout().toByteArray(),
                    answer.getStderr().toByteArray());
        });
    }

    @Override
    public StreamSession exec(String containerId, List<String> command, StreamOptions options)
            throws InterruptedException {
        var url = call(
                "ExecError",
                () -> runtime(CALL_TIMEOUT)
                        .exec(Cri.ExecRequest.newBuilder()
                                .setContainerId(containerId)
                                .addAllCmd(command)
                                .setStdin(options.stdin())
                                .setStdout(options.stdout())
                                .setStderr(options.stderr())
                                .setTty(options.tty())
                                .build())
                        .getUrl());
        return open("ExecError", () -> RemoteCommand.open(URI.create(url), options));
    }

    @Override
    public StreamSession attach(String containerId, StreamOptions options) throws InterruptedException {
        var url = call(
                "AttachError",
                () -> runtime(CALL_TIMEOUT)
                        .attach(Cri.AttachRequest.newBuilder()
                                .setContainerId(containerId)
                                .setStdin(options.stdin())
                                .setStdout(options.stdout())
                                .setStderr(options.stderr())
                                .setTty(options.tty())
                                .build())
                        .getUrl());
        return open("AttachError", () -> RemoteCommand.open(URI.create(url), options));
    }

    @Override
    public Duplex portForward(String sandboxId, int port) throws InterruptedException {
        var url = call(
                "PortForwardError",
                () -> runtime(CALL_TIMEOUT)
                        .portForward(Cri.PortForwardRequest.newBuilder()
                                .setPodSandboxId(sandboxId)
                                .addPort(port)
                                .build())
                        .getUrl());
        return open("PortForwardError", () -> PortForward.open(URI.create(url), port));
    }

    @Override
    public Optional<ContainerStats> containerStats(String containerId) throws InterruptedException {
        return emptyIfAbsent("ContainerStatsError", () -> {
            var answer = runtime(CALL_TIMEOUT)
                    .containerStats(Cri.ContainerStatsRequest.newBuilder()
                            .setContainerId(containerId)
                            .build());
            return answer.hasStats() ? Optional.of(CriAnswers.stats(answer.getStats())) : Optional.empty();
        });
    }

    @Override
    public List<ContainerStats> listContainerStats(ContainerFilter filter) throws InterruptedException {
        return call(
                "ContainerStatsError",
                () -> runtime(CALL_TIMEOUT)
                        .listContainerStats(Cri.ListContainerStatsRequest.newBuilder()
                                .setFilter(CriRequests.statsFilter(filter))
                                .build())
                        .getStatsList()
                        .stream()
                        .map(CriAnswers::stats)
                        .toList());
    }

    @Override
    public Optional<ImageInfo> imageStatus(String image) throws InterruptedException {
        return call("ImageInspectError", () -> {
            var answer = images(CALL_TIMEOUT)
                    .imageStatus(Cri.ImageStatusRequest.newBuilder()
                            .setImage(CriRequests.image(image))
                            .build());
            return answer.hasImage() ? Optional.of(CriAnswers.image(answer.getImage())) : Optional.empty();
        });
    }

    @Override
    public String pullImage(PullRequest request) throws InterruptedException {
        var message = Cri.PullImageRequest.newBuilder().setImage(CriRequests.image(request.image()));
        if (request.auth() != null) {
            message.setAuth(CriRequests.auth(request.auth()));
        }
        try {
            return images(PULL_TIMEOUT).pullImage(message.build()).getImageRef();
        } catch (StatusRuntimeException e) {
            checkConnection(e);
            throw CriFailures.ofPull(e, request.image());
        }
    }

    @Override
    public List<ImageInfo> listImages() throws InterruptedException {
        return call(
                "ListImagesError",
                () ->
                        images(CALL_TIMEOUT)
                                .listImages(Cri.ListImagesRequest.getDefaultInstance())
                                .getImagesList()
                                .stream()
                                .map(CriAnswers::image)
                                .toList());
    }

    @Override
    public void removeImage(String image) throws InterruptedException {
        absentIsFine(
                "RemoveImageError",
                () -> images(CALL_TIMEOUT)
                        .removeImage(Cri.RemoveImageRequest.newBuilder()
                                .setImage(CriRequests.image(image))
                                .build()));
    }

    @Override
    public List<FilesystemUsage> imageFilesystems() throws InterruptedException {
        return call(
                "ImageFsInfoError",
                () -> images(CALL_TIMEOUT)
                        .imageFsInfo(Cri.ImageFsInfoRequest.getDefaultInstance())
                        .getImageFilesystemsList()
                        .stream()
                        .map(CriAnswers::filesystem)
                        .toList());
    }

    @Override
    public Cancellable watch(Consumer<RuntimeEvent> listener) {
        return events.watch(listener);
    }

    @Override
    public void close() {
        events.close();
        connection.close();
    }

    private RuntimeServiceGrpc.RuntimeServiceBlockingStub runtime(Duration timeout) {
        return RuntimeServiceGrpc.newBlockingStub(connection.channel())
                .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private ImageServiceGrpc.ImageServiceBlockingStub images(Duration timeout) {
        return ImageServiceGrpc.newBlockingStub(connection.channel())
                .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <T> T call(String code, Supplier<T> call) throws InterruptedException {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            checkConnection(e);
            throw CriFailures.of(e, code);
        }
    }

    private void absentIsFine(String code, Supplier<?> call) throws InterruptedException {
        try {
            call(code, call);
        } catch (RuntimeFailure e) {
            if (e.kind() != RuntimeFailure.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private <T> Optional<T> emptyIfAbsent(String code, Supplier<Optional<T>> call) throws InterruptedException {
        try {
            return call(code, call);
        } catch (RuntimeFailure e) {
            if (e.kind() == RuntimeFailure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** gRPC's stubs answer an interrupt with CANCELLED and the flag set again. Also lets the next call try to connect. */
    private void checkConnection(StatusRuntimeException e) throws InterruptedException {
        if (e.getStatus().getCode() == Status.Code.UNAVAILABLE) {
            connection.retryNow();
        }
        if (e.getStatus().getCode() == Status.Code.CANCELLED && Thread.interrupted()) {
            throw new InterruptedException("the call to the container runtime was interrupted");
        }
    }

    /** Opens a connection to the runtime's streaming server. */
    private interface Opening<T> {
        T open() throws IOException;
    }

    private static <T> T open(String code, Opening<T> opening) throws InterruptedException {
        try {
            return opening.open();
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the connection to the container runtime was interrupted");
            }
            var message = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new RuntimeFailure(RuntimeFailure.Kind.UNAVAILABLE, new Reason(code, message), e);
        }
    }
}
