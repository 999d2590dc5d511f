package io.gantry.node.agent;

import io.gantry.api.core.v1.Capabilities;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSecurityContext;
import io.gantry.api.core.v1.SeccompProfile;
import io.gantry.api.core.v1.SecurityContext;
import io.gantry.api.core.v1.VolumeMount;
import io.gantry.node.pod.SpecHash;
import io.gantry.node.runtime.ContainerConfig;
import io.gantry.node.runtime.ContainerSecurity;
import io.gantry.node.runtime.EnvVar;
import io.gantry.node.runtime.ImageInfo;
import io.gantry.node.runtime.Mount;
import io.gantry.node.runtime.NamespaceMode;
import io.gantry.node.runtime.NamespaceOptions;
import io.gantry.node.runtime.SecurityProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns a container of a pod spec into what the runtime is asked for. */
final class ContainerConfigs {
    static final String HASH_ANNOTATION = "io.gantry.container.hash";
    static final String MESSAGE_ANNOTATION = "io.gantry.container.terminationMessage";
    /** Present when the end of the log stands in for a termination message that is missing. */
    static final String MESSAGE_FROM_LOG_ANNOTATION = "io.gantry.container.terminationMessageFromLog";

    private final PodPaths paths;
    private final PodCgroups cgroups;

    ContainerConfigs(PodPaths paths, PodCgroups cgroups) {
        this.paths = paths;
        this.cgroups = cgroups;
    }

    static Map<String, String> labels(Pod pod, String container) {
        return Map.of(
                "io.kubernetes.pod.name", pod.name(),
                "io.kubernetes.pod.namespace", pod.namespace(),
                "io.kubernetes.pod.uid", pod.uid(),
                "io.kubernetes.container.name", container);
    }

    /**
     * @param volumes where each of the pod's volumes lies
     * @param targetId the container whose processes it shares; empty for none
     * @throws SpecProblem when the spec cannot be carried out on this node
     */
    ContainerConfig of(
            Pod pod,
            Container container,
            int attempt,
            Map<String, String> environment,
            Map<String, Path> volumes,
            ImageInfo image,
            String targetId)
            throws SpecProblem, IOException {
        UnaryOperator<String> expand = text -> Expansion.expand(text, environment::get);
        String messagePath = container.terminationMessagePath() == null
                ? "/dev/termination-log"
                : container.terminationMessagePath();
        Path message = messageFile(pod, container, attempt);
        List<Mount> mounts = new ArrayList<>();
        for (VolumeMount mount : container.volumeMounts()) {
            mounts.add(mount(pod, container, mount, volumes, expand));
        }
        if (container.volumeMounts().stream()
                .noneMatch(mount -> mount.mountPath().equals("/etc/hosts"))) {
            mounts.add(Mount.of(paths.etcHosts(pod.uid()).toString(), "/etc/hosts", false));
        }
        mounts.add(Mount.of(message.toString(), messagePath, false));
        Map<String, String> annotations = new HashMap<>();
        annotations.put(HASH_ANNOTATION, SpecHash.of(container));
        annotations.put(MESSAGE_ANNOTATION, message.toString());
        if ("FallbackToLogsOnError".equals(container.terminationMessagePolicy())) {
            annotations.put(MESSAGE_FROM_LOG_ANNOTATION, "true");
        }
        List<EnvVar> variables = environment.entrySet().stream()
                .map(entry -> new EnvVar(entry.getKey(), entry.getValue()))
                .toList();
        return new ContainerConfig(
                container.name(),
                attempt,
                image.id(),
                container.command().stream().map(expand).toList(),
                container.args().stream().map(expand).toList(),
                container.workingDir() == null ? "" : container.workingDir(),
                variables,
                mounts,
                List.of(),
                List.of(),
                labels(pod, container.name()),
                annotations,
                container.name() + "/" + attempt + ".log",
                Boolean.TRUE.equals(container.stdin()),
                Boolean.TRUE.equals(container.stdinOnce()),
                Boolean.TRUE.equals(container.tty()),
                cgroups.container(pod, container),
                security(pod, container, image, targetId),
                container.lifecycle() == null || container.lifecycle().stopSignal() == null
                        ? ""
                        : container.lifecycle().stopSignal());
    }

    private Path messageFile(Pod pod, Container container, int attempt) throws IOException {
        Path file = paths.terminationMessage(pod.uid(), container.name(), attempt);
        Files.createDirectories(Nulls.parent(file));
        if (!Files.exists(file)) {
            Files.createFile(file);
            // Whatever user the container runs as must be able to write it.
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        Files.createDirectories(Nulls.parent(paths.log(pod, container.name(), attempt)));
        return file;
    }

    private static Mount mount(
            Pod pod, Container container, VolumeMount mount, Map<String, Path> volumes, UnaryOperator<String> expand)
            throws SpecProblem, IOException {
        Path volume = volumes.get(mount.name());
        if (volume == null) {
            throw new SpecProblem(
                    "CreateContainerConfigError",
                    "cannot find volume \"" + mount.name() + "\" to mount into container \"" + container.name() + "\"");
        }
        String subPath = mount.subPathExpr() != null && !mount.subPathExpr().isEmpty()
                ? expand.apply(mount.subPathExpr())
                : mount.subPath();
        Path source = volume;
        if (subPath != null && !subPath.isEmpty()) {
            source = SubPaths.resolve(volume, subPath);
        }
        // What comes from the API is the API's to change: a container that writes there would only fool itself.
        boolean readOnly = Boolean.TRUE.equals(mount.readOnly())
                || pod.spec().volumes().stream()
                        .anyMatch(each -> each.name().equals(mount.name()) && VolumeContents.knows(each));
        Mount.Propagation propagation = switch (mount.mountPropagation() == null ? "None" : mount.mountPropagation()) {
            case "HostToContainer" -> Mount.Propagation.HOST_TO_CONTAINER;
            case "Bidirectional" -> Mount.Propagation.BIDIRECTIONAL;
            default -> Mount.Propagation.PRIVATE;
        };
        return new Mount(mount.mountPath(), source.toString(), readOnly, false, propagation);
    }

    /** The namespaces of a pod's sandbox and containers. */
    static NamespaceOptions namespaces(Pod pod) {
        return new NamespaceOptions(
                Boolean.TRUE.equals(pod.spec().hostNetwork()) ? NamespaceMode.NODE : NamespaceMode.POD,
                Boolean.TRUE.equals(pod.spec().hostPID())
                        ? NamespaceMode.NODE
                        : Boolean.TRUE.equals(pod.spec().shareProcessNamespace())
                                ? NamespaceMode.POD
                                : NamespaceMode.CONTAINER,
                Boolean.TRUE.equals(pod.spec().hostIPC()) ? NamespaceMode.NODE : NamespaceMode.POD,
                "");
    }

    private static ContainerSecurity security(Pod pod, Container container, ImageInfo image, String targetId)
            throws SpecProblem {
        PodSecurityContext ofPod = pod.spec().securityContext();
        SecurityContext own = container.securityContext();
        Long user = own != null && own.runAsUser() != null ? own.runAsUser() : ofPod == null ? null : ofPod.runAsUser();
        Long group =
                own != null && own.runAsGroup() != null ? own.runAsGroup() : ofPod == null ? null : ofPod.runAsGroup();
        Boolean nonRoot = own != null && own.runAsNonRoot() != null
                ? own.runAsNonRoot()
                : ofPod == null ? null : ofPod.runAsNonRoot();
        if (Boolean.TRUE.equals(nonRoot)) {
            refuseRoot(pod, container, user, image);
        }
        if (user == null && image.username().isEmpty()) {
            user = image.uid();
        }
        boolean privileged = own != null && Boolean.TRUE.equals(own.privileged());
        Capabilities capabilities = own == null ? null : own.capabilities();
        boolean unmasked = own != null && "Unmasked".equals(own.procMount());
        List<Long> groups = new ArrayList<>();
        if (ofPod != null) {
            groups.addAll(ofPod.supplementalGroups());
            if (ofPod.fsGroup() != null) {
                groups.add(ofPod.fsGroup());
            }
        }
        NamespaceOptions shared = namespaces(pod);
        return new ContainerSecurity(
                targetId.isEmpty()
                        ? shared
                        : new NamespaceOptions(shared.network(), NamespaceMode.TARGET, shared.ipc(), targetId),
                privileged,
                own != null && Boolean.TRUE.equals(own.readOnlyRootFilesystem()),
                own != null && Boolean.FALSE.equals(own.allowPrivilegeEscalation()),
                capabilities == null ? List.of() : capabilities.add(),
                capabilities == null ? List.of() : capabilities.drop(),
                user,
                group,
                user == null ? image.username() : "",
                groups,
                ofPod != null && "Strict".equals(ofPod.supplementalGroupsPolicy()),
                null,
                seccomp(
                        privileged,
                        own != null && own.seccompProfile() != null
                                ? own.seccompProfile()
                                : ofPod == null ? null : ofPod.seccompProfile()),
                null,
                unmasked || privileged ? List.of() : null,
                unmasked || privileged ? List.of() : null);
    }

    private static void refuseRoot(Pod pod, Container container, @Nullable Long user, ImageInfo image)
            throws SpecProblem {
        String problem;
        if (user != null) {
            problem = user == 0 ? "container's runAsUser breaks non-root policy" : "";
        } else if (!image.username().isEmpty()) {
            problem = "container has runAsNonRoot and image has non-numeric user (" + image.username()
                    + "), cannot verify user is non-root";
        } else {
            boolean root = image.uid() == null || image.uid() == 0;
            problem = root ? "container has runAsNonRoot and image will run as root" : "";
        }
        if (!problem.isEmpty()) {
            throw new SpecProblem(
                    "CreateContainerConfigError",
                    problem + " (pod: \"" + pod.name() + "_" + pod.namespace() + "(" + pod.uid() + ")\", container: "
                            + container.name() + ")");
        }
    }

    private static SecurityProfile seccomp(boolean privileged, @Nullable SeccompProfile profile) throws SpecProblem {
        if (privileged || profile == null) {
            return SecurityProfile.UNCONFINED;
        }
        return switch (profile.type()) {
            case "RuntimeDefault" -> SecurityProfile.RUNTIME_DEFAULT;
            case "Localhost" ->
                new SecurityProfile(
                        SecurityProfile.Type.LOCALHOST, "/var/lib/kubelet/seccomp/" + profile.localhostProfile());
            case "Unconfined" -> SecurityProfile.UNCONFINED;
            default ->
                throw new SpecProblem(
                        "CreateContainerConfigError", "unknown seccomp profile type \"" + profile.type() + "\"");
        };
    }
}
