package io.gantry.node.cri;

import com.google.protobuf.ByteString;
import io.gantry.node.cri.wire.Cri;
import io.gantry.node.runtime.ContainerConfig;
import io.gantry.node.runtime.ContainerFilter;
import io.gantry.node.runtime.ContainerSecurity;
import io.gantry.node.runtime.DnsConfig;
import io.gantry.node.runtime.EnvVar;
import io.gantry.node.runtime.LinuxResources;
import io.gantry.node.runtime.Mount;
import io.gantry.node.runtime.NamespaceMode;
import io.gantry.node.runtime.NamespaceOptions;
import io.gantry.node.runtime.PortMapping;
import io.gantry.node.runtime.PullRequest;
import io.gantry.node.runtime.SandboxConfig;
import io.gantry.node.runtime.SandboxFilter;
import io.gantry.node.runtime.SandboxSecurity;
import io.gantry.node.runtime.SeLinuxOptions;
import io.gantry.node.runtime.SecurityProfile;
import java.util.List;

/** From our records to the wire's messages. */
final class CriRequests {
    /** What a container must not see of {@code /proc} and {@code /sys} unless it is privileged; runtimes agree on this list. */
    private static final List<String> MASKED_PATHS = List.of(
            "/proc/asound",
            "/proc/acpi",
            "/proc/interrupts",
            "/proc/kcore",
            "/proc/keys",
            "/proc/latency_stats",
            "/proc/timer_list",
            "/proc/timer_stats",
            "/proc/sched_debug",
            "/proc/scsi",
            "/sys/firmware",
            "/sys/devices/virtual/powercap");

    private static final List<String> READONLY_PATHS =
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private CriRequests() {}

    static Cri.PodSandboxConfig sandbox(SandboxConfig config) {
        return Cri.PodSandboxConfig.newBuilder()
                .setMetadata(Cri.PodSandboxMetadata.newBuilder()
                        .setName(config.name())
                        .setUid(config.uid())
                        .setNamespace(config.namespace())
                        .setAttempt(config.attempt()))
                .setHostname(config.hostname())
                .setLogDirectory(config.logDirectory())
                .setDnsConfig(dns(config.dns()))
                .addAllPortMappings(config.portMappings().stream()
                        .map(CriRequests::portMapping)
                        .toList())
                .putAllLabels(config.labels())
                .putAllAnnotations(config.annotations())
                .setLinux(Cri.LinuxPodSandboxConfig.newBuilder()
                        .setCgroupParent(config.cgroupParent())
                        .setSecurityContext(sandboxSecurity(config.security()))
                        .putAllSysctls(config.sysctls())
                        .setOverhead(resources(config.overhead()))
                        .setResources(resources(config.resources())))
                .build();
    }

    private static Cri.DNSConfig dns(DnsConfig dns) {
        return Cri.DNSConfig.newBuilder()
                .addAllServers(dns.servers())
                .addAllSearches(dns.searches())
                .addAllOptions(dns.options())
                .build();
    }

    private static Cri.PortMapping portMapping(PortMapping mapping) {
        return Cri.PortMapping.newBuilder()
                .setProtocol(
                        switch (mapping.protocol()) {
                            case TCP -> Cri.Protocol.TCP;
                            case UDP -> Cri.Protocol.UDP;
                            case SCTP -> Cri.Protocol.SCTP;
                        })
                .setContainerPort(mapping.containerPort())
                .setHostPort(mapping.hostPort())
                .setHostIp(mapping.hostIp())
                .build();
    }

    private static Cri.LinuxSandboxSecurityContext sandboxSecurity(SandboxSecurity security) {
        var to = Cri.LinuxSandboxSecurityContext.newBuilder()
                .setNamespaceOptions(namespaces(security.namespaces()))
                .setPrivileged(security.privileged())
                .setReadonlyRootfs(security.readonlyRootfs())
                .addAllSupplementalGroups(security.supplementalGroups())
                .setSupplementalGroupsPolicy(groupsPolicy(security.strictGroups()))
                .setSeccomp(profile(security.seccomp()));
        if (security.runAsUser() != null) {
            to.setRunAsUser(int64(security.runAsUser()));
        }
        if (security.runAsGroup() != null) {
            to.setRunAsGroup(int64(security.runAsGroup()));
        }
        if (security.seLinux() != null) {
            to.setSelinuxOptions(seLinux(security.seLinux()));
        }
        if (security.apparmor() != null) {
            to.setApparmor(profile(security.apparmor()));
        }
        return to.build();
    }

    static Cri.ContainerConfig container(ContainerConfig config) {
        return Cri.ContainerConfig.newBuilder()
                .setMetadata(Cri.ContainerMetadata.newBuilder()
                        .setName(config.name())
                        .setAttempt(config.attempt()))
                .setImage(image(config.image()))
                .addAllCommand(config.command())
                .addAllArgs(config.args())
                .setWorkingDir(config.workingDir())
                .addAllEnvs(config.env().stream().map(CriRequests::env).toList())
                .addAllMounts(config.mounts().stream().map(CriRequests::mount).toList())
                .addAllDevices(config.devices().stream()
                        .map(device -> Cri.Device.newBuilder()
                                .setContainerPath(device.containerPath())
                                .setHostPath(device.hostPath())
                                .setPermissions(device.permissions())
                                .build())
                        .toList())
                .addAllCDIDevices(config.cdiDevices().stream()
                        .map(name -> Cri.CDIDevice.newBuilder().setName(name).build())
                        .toList())
                .putAllLabels(config.labels())
                .putAllAnnotations(config.annotations())
                .setLogPath(config.logPath())
                .setStdin(config.stdin())
                .setStdinOnce(config.stdinOnce())
                .setTty(config.tty())
                .setStopSignal(stopSignal(config.stopSignal()))
                .setLinux(Cri.LinuxContainerConfig.newBuilder()
                        .setResources(resources(config.resources()))
                        .setSecurityContext(security(config.security())))
                .build();
    }

    private static Cri.KeyValue env(EnvVar variable) {
        return Cri.KeyValue.newBuilder()
                .setKey(variable.name())
                .setValue(ByteString.copyFromUtf8(variable.value()))
                .build();
    }

    private static Cri.Mount mount(Mount mount) {
        return Cri.Mount.newBuilder()
                .setContainerPath(mount.containerPath())
                .setHostPath(mount.hostPath())
                .setReadonly(mount.readonly())
                .setSelinuxRelabel(mount.seLinuxRelabel())
                .setPropagation(
                        switch (mount.propagation()) {
                            case PRIVATE -> Cri.MountPropagation.PROPAGATION_PRIVATE;
                            case HOST_TO_CONTAINER -> Cri.MountPropagation.PROPAGATION_HOST_TO_CONTAINER;
                            case BIDIRECTIONAL -> Cri.MountPropagation.PROPAGATION_BIDIRECTIONAL;
                        })
                .build();
    }

    @SuppressWarnings("LiteEnumValueOf") // the names are Kubernetes' own, and nothing renames them
    private static Cri.Signal stopSignal(String name) {
        return name.isEmpty() ? Cri.Signal.RUNTIME_DEFAULT : Cri.Signal.valueOf(name);
    }

    private static Cri.LinuxContainerSecurityContext security(ContainerSecurity security) {
        var to = Cri.LinuxContainerSecurityContext.newBuilder()
                .setNamespaceOptions(namespaces(security.namespaces()))
                .setPrivileged(security.privileged())
                .setReadonlyRootfs(security.readonlyRootfs())
                .setNoNewPrivs(security.noNewPrivileges())
                .setCapabilities(Cri.Capability.newBuilder()
                        .addAllAddCapabilities(security.addCapabilities())
                        .addAllDropCapabilities(security.dropCapabilities()))
                .setRunAsUsername(security.runAsUsername())
                .addAllSupplementalGroups(security.supplementalGroups())
                .setSupplementalGroupsPolicy(groupsPolicy(security.strictGroups()))
                .setSeccomp(profile(security.seccomp()));
        if (!security.privileged()) {
            to.addAllMaskedPaths(security.maskedPaths() == null ? MASKED_PATHS : security.maskedPaths());
            to.addAllReadonlyPaths(security.readonlyPaths() == null ? READONLY_PATHS : security.readonlyPaths());
        }
        if (security.runAsUser() != null) {
            to.setRunAsUser(int64(security.runAsUser()));
        }
        if (security.runAsGroup() != null) {
            to.setRunAsGroup(int64(security.runAsGroup()));
        }
        if (security.seLinux() != null) {
            to.setSelinuxOptions(seLinux(security.seLinux()));
        }
        if (security.apparmor() != null) {
            to.setApparmor(profile(security.apparmor()));
        }
        return to.build();
    }

    static Cri.LinuxContainerResources resources(LinuxResources resources) {
        var to = Cri.LinuxContainerResources.newBuilder()
                .setCpuShares(resources.cpuShares())
                .setCpuPeriod(resources.cpuPeriodMicros())
                .setCpuQuota(resources.cpuQuotaMicros())
                .setMemoryLimitInBytes(resources.memoryLimitBytes())
                .setMemorySwapLimitInBytes(resources.memorySwapLimitBytes())
                .setOomScoreAdj(resources.oomScoreAdj())
                .setCpusetCpus(resources.cpusetCpus())
                .setCpusetMems(resources.cpusetMems())
                .putAllUnified(resources.unified());
        resources
                .hugepageLimits()
                .forEach((size, limit) -> to.addHugepageLimits(
                        Cri.HugepageLimit.newBuilder().setPageSize(size).setLimit(limit)));
        return to.build();
    }

    private static Cri.NamespaceOption namespaces(NamespaceOptions namespaces) {
        // The wire's default of pid is POD, so all are set, always.
        return Cri.NamespaceOption.newBuilder()
                .setNetwork(mode(namespaces.network()))
                .setPid(mode(namespaces.pid()))
                .setIpc(mode(namespaces.ipc()))
                .setTargetId(namespaces.targetId())
                .build();
    }

    private static Cri.NamespaceMode mode(NamespaceMode mode) {
        return switch (mode) {
            case POD -> Cri.NamespaceMode.POD;
            case CONTAINER -> Cri.NamespaceMode.CONTAINER;
            case NODE -> Cri.NamespaceMode.NODE;
            case TARGET -> Cri.NamespaceMode.TARGET;
        };
    }

    private static Cri.SupplementalGroupsPolicy groupsPolicy(boolean strict) {
        return strict ? Cri.SupplementalGroupsPolicy.Strict : Cri.SupplementalGroupsPolicy.Merge;
    }

    private static Cri.SecurityProfile profile(SecurityProfile profile) {
        return Cri.SecurityProfile.newBuilder()
                .setProfileType(
                        switch (profile.type()) {
                            case RUNTIME_DEFAULT -> Cri.SecurityProfile.ProfileType.RuntimeDefault;
                            case UNCONFINED -> Cri.SecurityProfile.ProfileType.Unconfined;
                            case LOCALHOST -> Cri.SecurityProfile.ProfileType.Localhost;
                        })
                .setLocalhostRef(profile.localhostRef())
                .build();
    }

    private static Cri.SELinuxOption seLinux(SeLinuxOptions options) {
        return Cri.SELinuxOption.newBuilder()
                .setUser(options.user())
                .setRole(options.role())
                .setType(options.type())
                .setLevel(options.level())
                .build();
    }

    private static Cri.Int64Value int64(long value) {
        return Cri.Int64Value.newBuilder().setValue(value).build();
    }

    static Cri.ImageSpec image(String reference) {
        return Cri.ImageSpec.newBuilder().setImage(reference).build();
    }

    static Cri.AuthConfig auth(PullRequest.Auth auth) {
        return Cri.AuthConfig.newBuilder()
                .setUsername(auth.username())
                .setPassword(auth.password())
                .setServerAddress(auth.serverAddress())
                .setIdentityToken(auth.identityToken())
                .setRegistryToken(auth.registryToken())
                .build();
    }

    static Cri.PodSandboxFilter filter(SandboxFilter filter) {
        var to = Cri.PodSandboxFilter.newBuilder().setId(filter.id()).putAllLabelSelector(filter.labels());
        if (filter.ready() != null) {
            to.setState(Cri.PodSandboxStateValue.newBuilder()
                    .setState(
                            filter.ready() ? Cri.PodSandboxState.SANDBOX_READY : Cri.PodSandboxState.SANDBOX_NOTREADY));
        }
        return to.build();
    }

    static Cri.ContainerFilter filter(ContainerFilter filter) {
        var to = Cri.ContainerFilter.newBuilder()
                .setId(filter.id())
                .setPodSandboxId(filter.sandboxId())
                .putAllLabelSelector(filter.labels());
        if (filter.state() != null) {
            to.setState(Cri.ContainerStateValue.newBuilder()
                    .setState(
                            switch (filter.state()) {
                                case CREATED -> Cri.ContainerState.CONTAINER_CREATED;
                                case RUNNING -> Cri.ContainerState.CONTAINER_RUNNING;
                                case EXITED -> Cri.ContainerState.CONTAINER_EXITED;
                                case UNKNOWN -> Cri.ContainerState.CONTAINER_UNKNOWN;
                            }));
        }
        return to.build();
    }

    static Cri.ContainerStatsFilter statsFilter(ContainerFilter filter) {
        return Cri.ContainerStatsFilter.newBuilder()
                .setId(filter.id())
                .setPodSandboxId(filter.sandboxId())
                .putAllLabelSelector(filter.labels())
                .build();
    }
}
