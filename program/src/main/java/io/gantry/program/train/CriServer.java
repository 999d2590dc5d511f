package io.gantry.program.train;

import io.gantry.base.Time;
import io.gantry.node.containerd.wire.ContainerdEvents;
import io.gantry.node.containerd.wire.EventsGrpc;
import io.gantry.node.cri.wire.Cri;
import io.gantry.node.cri.wire.ImageServiceGrpc;
import io.gantry.node.cri.wire.RuntimeServiceGrpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The other end of a node's socket to its container runtime, with nothing behind it: what is created is there, and runs
 * until it is told to stop. A build has neither the rights nor the packages for real containers, and the client's side of
 * the protocol is what the JVM is to learn.
 */
final class CriServer implements AutoCloseable {
    private static final int CLOSE_SECONDS = 2;

    private final Time time;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Cri.PodSandboxStatus> sandboxes = new ConcurrentHashMap<>();
    private final Map<String, Container> containers = new ConcurrentHashMap<>();
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;

    private record Container(String sandbox, Cri.ContainerStatus status) {}

    CriServer(Path socket, Time time) throws IOException {
        this.time = time;
        server = NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                .channelType(NioServerDomainSocketChannel.class)
                .bossEventLoopGroup(loop)
                .workerEventLoopGroup(loop)
                .executor(calls)
                .addService(new Runtime())
                .addService(new Images())
                .addService(new Events())
                .build()
                .start();
    }

    private long now() {
        var now = time.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private static <T> void answer(StreamObserver<T> caller, T answer) {
        caller.onNext(answer);
        caller.onCompleted();
    }

    private static <T> void absent(StreamObserver<T> caller, String id) {
        caller.onError(Status.NOT_FOUND.withDescription("not found: " + id).asRuntimeException());
    }

    private void stop(String container) {
        containers.computeIfPresent(
                container,
                (id, running) -> new Container(
                        running.sandbox(),
                        running.status().toBuilder()
                                .setState(Cri.ContainerState.CONTAINER_EXITED)
                                .setFinishedAt(now())
                                .build()));
    }

    private static boolean selects(Map<String, String> selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.entrySet());
    }

    /** Sandboxes and containers. */
    private final class Runtime extends RuntimeServiceGrpc.RuntimeServiceImplBase {
        @Override
        public void version(Cri.VersionRequest request, StreamObserver<Cri.VersionResponse> caller) {
            answer(
                    caller,
                    Cri.VersionResponse.newBuilder()
                            .setVersion("v1")
                            .setRuntimeName("train")
                            .setRuntimeVersion("1")
                            .setRuntimeApiVersion("v1")
                            .build());
        }

        @Override
        public void status(Cri.StatusRequest request, StreamObserver<Cri.StatusResponse> caller) {
            var status = Cri.RuntimeStatus.newBuilder();
            for (var condition : new String[] {"RuntimeReady", "NetworkReady"}) {
                status.addConditions(
                        Cri.RuntimeCondition.newBuilder().setType(condition).setStatus(true));
            }
            answer(caller, Cri.StatusResponse.newBuilder().setStatus(status).build());
        }

        @Override
        public void runPodSandbox(Cri.RunPodSandboxRequest request, StreamObserver<Cri.RunPodSandboxResponse> caller) {
            long number = ids.incrementAndGet();
            var id = "sandbox-" + number;
            var config = request.getConfig();
            sandboxes.put(
                    id,
                    Cri.PodSandboxStatus.newBuilder()
                            .setId(id)
                            .setMetadata(config.getMetadata())
                            .setState(Cri.PodSandboxState.SANDBOX_READY)
                            .setCreatedAt(now())
                            .setNetwork(Cri.PodSandboxNetworkStatus.newBuilder()
                                    .setIp("10.250." + number / 250 % 250 + "." + (1 + number % 250)))
                            .putAllLabels(config.getLabelsMap())
                            .putAllAnnotations(config.getAnnotationsMap())
                            .build());
            answer(
                    caller,
                    Cri.RunPodSandboxResponse.newBuilder().setPodSandboxId(id).build());
        }

        @Override
        public void stopPodSandbox(
                Cri.StopPodSandboxRequest request, StreamObserver<Cri.StopPodSandboxResponse> caller) {
            var id = request.getPodSandboxId();
            sandboxes.computeIfPresent(
                    id,
                    (key, ready) -> ready.toBuilder()
                            .setState(Cri.PodSandboxState.SANDBOX_NOTREADY)
                            .build());
            containers.forEach((container, each) -> {
                if (each.sandbox().equals(id)) {
                    stop(container);
                }
            });
            answer(caller, Cri.StopPodSandboxResponse.getDefaultInstance());
        }

        @Override
        public void removePodSandbox(
                Cri.RemovePodSandboxRequest request, StreamObserver<Cri.RemovePodSandboxResponse> caller) {
            sandboxes.remove(request.getPodSandboxId());
            containers.values().removeIf(each -> each.sandbox().equals(request.getPodSandboxId()));
            answer(caller, Cri.RemovePodSandboxResponse.getDefaultInstance());
        }

        @Override
        public void podSandboxStatus(
                Cri.PodSandboxStatusRequest request, StreamObserver<Cri.PodSandboxStatusResponse> caller) {
            var found = sandboxes.get(request.getPodSandboxId());
            if (found == null) {
                absent(caller, request.getPodSandboxId());
            } else {
                answer(
                        caller,
                        Cri.PodSandboxStatusResponse.newBuilder()
                                .setStatus(found)
                                .build());
            }
        }

        @Override
        public void listPodSandbox(
                Cri.ListPodSandboxRequest request, StreamObserver<Cri.ListPodSandboxResponse> caller) {
            var answer = Cri.ListPodSandboxResponse.newBuilder();
            for (var each : sandboxes.values()) {
                if (selects(request.getFilter().getLabelSelectorMap(), each.getLabelsMap())) {
                    answer.addItems(Cri.PodSandbox.newBuilder()
                            .setId(each.getId())
                            .setMetadata(each.getMetadata())
                            .setState(each.getState())
                            .setCreatedAt(each.getCreatedAt())
                            .putAllLabels(each.getLabelsMap())
                            .putAllAnnotations(each.getAnnotationsMap()));
                }
            }
            answer(caller, answer.build());
        }

        @Override
        public void createContainer(
                Cri.CreateContainerRequest request, StreamObserver<Cri.CreateContainerResponse> caller) {
            var id = "container-" + ids.incrementAndGet();
            var config = request.getConfig();
            containers.put(
                    id,
                    new Container(
                            request.getPodSandboxId(),
                            Cri.ContainerStatus.newBuilder()
                                    .setId(id)
                                    .setMetadata(config.getMetadata())
                                    .setState(Cri.ContainerState.CONTAINER_CREATED)
                                    .setCreatedAt(now())
                                    .setImage(config.getImage())
                                    .setImageRef(config.getImage().getImage())
                                    .setLogPath(config.getLogPath())
                                    .putAllLabels(config.getLabelsMap())
                                    .putAllAnnotations(config.getAnnotationsMap())
                                    .addAllMounts(config.getMountsList())
                                    .build()));
            answer(
                    caller,
                    Cri.CreateContainerResponse.newBuilder().setContainerId(id).build());
        }

        @Override
        public void startContainer(
                Cri.StartContainerRequest request, StreamObserver<Cri.StartContainerResponse> caller) {
            containers.computeIfPresent(
                    request.getContainerId(),
                    (id, created) -> new Container(
                            created.sandbox(),
                            created.status().toBuilder()
                                    .setState(Cri.ContainerState.CONTAINER_RUNNING)
                                    .setStartedAt(now())
                                    .build()));
            answer(caller, Cri.StartContainerResponse.getDefaultInstance());
        }

        @Override
        public void stopContainer(Cri.StopContainerRequest request, StreamObserver<Cri.StopContainerResponse> caller) {
            stop(request.getContainerId());
            answer(caller, Cri.StopContainerResponse.getDefaultInstance());
        }

        @Override
        public void removeContainer(
                Cri.RemoveContainerRequest request, StreamObserver<Cri.RemoveContainerResponse> caller) {
            containers.remove(request.getContainerId());
            answer(caller, Cri.RemoveContainerResponse.getDefaultInstance());
        }

        @Override
        public void containerStatus(
                Cri.ContainerStatusRequest request, StreamObserver<Cri.ContainerStatusResponse> caller) {
            var found = containers.get(request.getContainerId());
            if (found == null) {
                absent(caller, request.getContainerId());
            } else {
                answer(
                        caller,
                        Cri.ContainerStatusResponse.newBuilder()
                                .setStatus(found.status())
                                .build());
            }
        }

        @Override
        public void listContainers(
                Cri.ListContainersRequest request, StreamObserver<Cri.ListContainersResponse> caller) {
            var answer = Cri.ListContainersResponse.newBuilder();
            for (var each : containers.values()) {
                var status = each.status();
                if (selects(request.getFilter().getLabelSelectorMap(), status.getLabelsMap())) {
                    answer.addContainers(Cri.Container.newBuilder()
                            .setId(status.getId())
                            .setPodSandboxId(each.sandbox())
                            .setMetadata(status.getMetadata())
                            .setImage(status.getImage())
                            .setImageRef(status.getImageRef())
                            .setState(status.getState())
                            .setCreatedAt(status.getCreatedAt())
                            .putAllLabels(status.getLabelsMap())
                            .putAllAnnotations(status.getAnnotationsMap()));
                }
            }
            answer(caller, answer.build());
        }
    }

    /** Every image is present. */
    private static final class Images extends ImageServiceGrpc.ImageServiceImplBase {
        @Override
        public void listImages(Cri.ListImagesRequest request, StreamObserver<Cri.ListImagesResponse> caller) {
            answer(
                    caller,
                    Cri.ListImagesResponse.newBuilder()
                            .addImages(image("train"))
                            .build());
        }

        @Override
        public void imageStatus(Cri.ImageStatusRequest request, StreamObserver<Cri.ImageStatusResponse> caller) {
            answer(
                    caller,
                    Cri.ImageStatusResponse.newBuilder()
                            .setImage(image(request.getImage().getImage()))
                            .build());
        }

        private static Cri.Image image(String name) {
            return Cri.Image.newBuilder()
                    .setId("sha256:" + name)
                    .addRepoTags(name)
                    .setSize(1)
                    .build();
        }
    }

    /** A stream that stays open and silent: a node looks for itself after what it did. */
    private static final class Events extends EventsGrpc.EventsImplBase {
        @Override
        public void subscribe(
                ContainerdEvents.SubscribeRequest request, StreamObserver<ContainerdEvents.Envelope> caller) {}
    }

    @Override
    public void close() {
        server.shutdownNow();
        loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        calls.shutdown();
    }
}
