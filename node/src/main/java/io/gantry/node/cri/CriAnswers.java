package io.gantry.node.cri;

import io.gantry.node.cri.wire.Cri;
import io.gantry.node.runtime.ContainerInfo;
import io.gantry.node.runtime.ContainerState;
import io.gantry.node.runtime.ContainerStats;
import io.gantry.node.runtime.ContainerStatus;
import io.gantry.node.runtime.FilesystemUsage;
import io.gantry.node.runtime.ImageInfo;
import io.gantry.node.runtime.LinuxResources;
import io.gantry.node.runtime.Mount;
import io.gantry.node.runtime.NamespaceMode;
import io.gantry.node.runtime.NamespaceOptions;
import io.gantry.node.runtime.RuntimeStatus;
import io.gantry.node.runtime.SandboxInfo;
import io.gantry.node.runtime.SandboxStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** From the wire's messages to our records. */
final class CriAnswers {
    private CriAnswers() {}

    static RuntimeStatus status(Cri.RuntimeStatus status) {
        var runtime = false;
        var network = false;
        var message = new StringBuilder();
        for (var condition : status.getConditionsList()) {
            switch (condition.getType()) {
                case "RuntimeReady" -> runtime = condition.getStatus();
                case "NetworkReady" -> network = condition.getStatus();
                default -> {}
            }
            if (!condition.getStatus() && !condition.getMessage().isEmpty()) {
                message.append(message.isEmpty() ? "" : "; ").append(condition.getMessage());
            }
        }
        return new RuntimeStatus(runtime, network, message.toString());
    }

    static SandboxInfo sandbox(Cri.PodSandbox sandbox) {
        var metadata = sandbox.getMetadata();
        return new SandboxInfo(
                sandbox.getId(),
                metadata.getNamespace(),
                metadata.getName(),
                metadata.getUid(),
                metadata.getAttempt(),
                sandbox.getState() == Cri.PodSandboxState.SANDBOX_READY,
                instant(sandbox.getCreatedAt()),
                sandbox.getLabelsMap(),
                sandbox.getAnnotationsMap(),
                sandbox.getRuntimeHandler());
    }

    static SandboxStatus sandboxStatus(Cri.PodSandboxStatus status) {
        var metadata = status.getMetadata();
        var ips = new ArrayList<String>();
        if (!status.getNetwork().getIp().isEmpty()) {
            ips.add(status.getNetwork().getIp());
        }
        status.getNetwork().getAdditionalIpsList().forEach(ip -> ips.add(ip.getIp()));
        return new SandboxStatus(
                new SandboxInfo(
                        status.getId(),
                        metadata.getNamespace(),
                        metadata.getName(),
                        metadata.getUid(),
                        metadata.getAttempt(),
                        status.getState() == Cri.PodSandboxState.SANDBOX_READY,
                        instant(status.getCreatedAt()),
                        status.getLabelsMap(),
                        status.getAnnotationsMap(),
                        status.getRuntimeHandler()),
                ips,
                namespaces(status.getLinux().getNamespaces().getOptions()));
    }

    private static NamespaceOptions namespaces(Cri.NamespaceOption options) {
        // A sandbox targets no other container.
        return new NamespaceOptions(mode(options.getNetwork()), mode(options.getPid()), mode(options.getIpc()), "");
    }

    private static NamespaceMode mode(Cri.NamespaceMode mode) {
        return switch (mode) {
            case POD -> NamespaceMode.POD;
            case NODE -> NamespaceMode.NODE;
            case CONTAINER, TARGET, UNRECOGNIZED -> NamespaceMode.CONTAINER;
        };
    }

    static ContainerInfo container(Cri.Container container) {
        return new ContainerInfo(
                container.getId(),
                container.getPodSandboxId(),
                container.getMetadata().getName(),
                container.getMetadata().getAttempt(),
                container.getImage().getImage(),
                container.getImageId().isEmpty() ? container.getImageRef() : container.getImageId(),
                state(container.getState()),
                instant(container.getCreatedAt()),
                container.getLabelsMap(),
                container.getAnnotationsMap());
    }

    static ContainerStatus containerStatus(Cri.ContainerStatus status) {
        return new ContainerStatus(
                status.getId(),
                status.getMetadata().getName(),
                status.getMetadata().getAttempt(),
                state(status.getState()),
                instant(status.getCreatedAt()),
                instantOrNull(status.getStartedAt()),
                instantOrNull(status.getFinishedAt()),
                status.getExitCode(),
                status.getImage().getImage(),
                status.getImageRef(),
                status.getReason(),
                status.getMessage(),
                status.getLabelsMap(),
                status.getAnnotationsMap(),
                status.getMountsList().stream().map(CriAnswers::mount).toList(),
                status.getLogPath(),
                status.hasResources() && status.getResources().hasLinux()
                        ? resources(status.getResources().getLinux())
                        : null);
    }

    private static LinuxResources resources(Cri.LinuxContainerResources resources) {
        var pages = new HashMap<String, Long>();
        resources.getHugepageLimitsList().forEach(limit -> pages.put(limit.getPageSize(), limit.getLimit()));
        return new LinuxResources(
                resources.getCpuShares(),
                resources.getCpuPeriod(),
                resources.getCpuQuota(),
                resources.getMemoryLimitInBytes(),
                resources.getMemorySwapLimitInBytes(),
                Math.clamp(resources.getOomScoreAdj(), -1000, 1000),
                resources.getCpusetCpus(),
                resources.getCpusetMems(),
                pages,
                resources.getUnifiedMap());
    }

    private static ContainerState state(Cri.ContainerState state) {
        return switch (state) {
            case CONTAINER_CREATED -> ContainerState.CREATED;
            case CONTAINER_RUNNING -> ContainerState.RUNNING;
            case CONTAINER_EXITED -> ContainerState.EXITED;
            case CONTAINER_UNKNOWN, UNRECOGNIZED -> ContainerState.UNKNOWN;
        };
    }

    private static Mount mount(Cri.Mount mount) {
        return new Mount(
                mount.getContainerPath(),
                mount.getHostPath(),
                mount.getReadonly(),
                mount.getSelinuxRelabel(),
                switch (mount.getPropagation()) {
                    case PROPAGATION_HOST_TO_CONTAINER -> Mount.Propagation.HOST_TO_CONTAINER;
                    case PROPAGATION_BIDIRECTIONAL -> Mount.Propagation.BIDIRECTIONAL;
                    case PROPAGATION_PRIVATE, UNRECOGNIZED -> Mount.Propagation.PRIVATE;
                });
    }

    static ContainerStats stats(Cri.ContainerStats stats) {
        var memory = stats.getMemory();
        return new ContainerStats(
                stats.getAttributes().getId(),
                stats.getAttributes().getMetadata().getName(),
                stats.getAttributes().getLabelsMap(),
                instant(stats.getCpu().getTimestamp()),
                stats.getCpu().getUsageCoreNanoSeconds().getValue(),
                memory.getWorkingSetBytes().getValue(),
                memory.getUsageBytes().getValue(),
                memory.getRssBytes().getValue(),
                memory.getPageFaults().getValue(),
                memory.getMajorPageFaults().getValue(),
                stats.getWritableLayer().getUsedBytes().getValue(),
                stats.getWritableLayer().getInodesUsed().getValue());
    }

    static ImageInfo image(Cri.Image image) {
        return new ImageInfo(
                image.getId(),
                image.getRepoTagsList(),
                image.getRepoDigestsList(),
                image.getSize(),
                image.hasUid() ? image.getUid().getValue() : null,
                image.getUsername(),
                image.getPinned());
    }

    static FilesystemUsage filesystem(Cri.FilesystemUsage usage) {
        return new FilesystemUsage(
                usage.getFsId().getMountpoint(),
                instant(usage.getTimestamp()),
                usage.getUsedBytes().getValue(),
                usage.getInodesUsed().getValue());
    }

    private static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(0, epochNanos);
    }

    /** The wire says "not yet" with zero or, as Go does, with a time far before the epoch. */
    private static @Nullable Instant instantOrNull(long epochNanos) {
        return epochNanos <= 0 ? null : instant(epochNanos);
    }
}
