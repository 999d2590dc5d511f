package io.gantry.node.agent;

import io.gantry.node.pod.Observed;
import io.gantry.node.pod.ObservedContainer;
import io.gantry.node.runtime.ContainerFilter;
import io.gantry.node.runtime.ContainerInfo;
import io.gantry.node.runtime.ContainerRuntime;
import io.gantry.node.runtime.ContainerState;
import io.gantry.node.runtime.ContainerStatus;
import io.gantry.node.runtime.SandboxFilter;
import io.gantry.node.runtime.SandboxInfo;
import io.gantry.node.runtime.SandboxStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what the runtime has of one pod. Keeps the details of a container as long as its state is the same, since they
 * cost a call each. For one worker's thread.
 */
final class PodObserver {
    /** As in Kubernetes: more of a termination message is cut off. */
    private static final int MESSAGE_LIMIT = 4096;
    /** Of the log that stands in for a message, Kubernetes takes the last 80 lines and of them the last 2 KiB. */
    private static final int LOG_LINES = 80;

    private static final int LOG_LIMIT = 2048;

    private final ContainerRuntime runtime;
    private final String podUid;
    private final Map<String, ObservedContainer> known = new HashMap<>();
    private @Nullable SandboxStatus knownSandbox;

    PodObserver(ContainerRuntime runtime, String podUid) {
        this.runtime = runtime;
        this.podUid = podUid;
    }

    Observed observe() throws InterruptedException {
        Map<String, String> labels = Map.of("io.kubernetes.pod.uid", podUid);
        List<SandboxInfo> sandboxes = new ArrayList<>(runtime.listPodSandboxes(new SandboxFilter("", null, labels)));
        if (sandboxes.isEmpty()) {
            known.clear();
            knownSandbox = null;
            return Observed.NOTHING;
        }
        sandboxes.sort(Comparator.comparingInt(SandboxInfo::attempt)
                .thenComparing(SandboxInfo::createdAt)
                .reversed());
        SandboxInfo newest = sandboxes.getFirst();
        Map<String, List<ObservedContainer>> containers = new HashMap<>();
        Map<String, ObservedContainer> seen = new HashMap<>();
        for (ContainerInfo info : runtime.listContainers(new ContainerFilter("", "", null, labels))) {
            ObservedContainer container = look(info);
            if (container != null) {
                seen.put(info.id(), container);
                containers
                        .computeIfAbsent(info.name(), absent -> new ArrayList<>())
                        .add(container);
            }
        }
        known.clear();
        known.putAll(seen);
        containers
                .values()
                .forEach(list -> list.sort(Comparator.comparingInt((ObservedContainer container) ->
                                container.status().attempt())
                        .reversed()));
        return new Observed(newest, ips(newest), sandboxes.subList(1, sandboxes.size()), containers);
    }

    /**
     * What a pod of which nothing was there has now that its first sandbox was made: one call instead of three.
     *
     * @return {@code null} when the runtime does not know it (any more)
     */
    @Nullable
    Observed withFirstSandbox(String id) throws InterruptedException {
        SandboxStatus status = runtime.podSandboxStatus(id).orElse(null);
        knownSandbox = status;
        return status == null ? null : new Observed(status.info(), status.ips(), List.of(), Map.of());
    }

    /**
     * What there is now that a container was started in the newest sandbox, and nothing else happened.
     *
     * @return {@code null} when the runtime does not know it (any more)
     */
    @Nullable
    Observed withStarted(Observed before, SandboxInfo sandbox, String containerId) throws InterruptedException {
        ContainerStatus status = runtime.containerStatus(containerId).orElse(null);
        if (status == null) {
            return null;
        }
        ObservedContainer started = of(status, sandbox.id());
        known.put(containerId, started);
        Map<String, List<ObservedContainer>> containers = new HashMap<>(before.containers());
        List<ObservedContainer> ofName = new ArrayList<>(containers.getOrDefault(status.name(), List.of()));
        ofName.addFirst(started);
        containers.put(status.name(), ofName);
        return new Observed(before.sandbox(), before.ips(), before.olderSandboxes(), containers);
    }

    /** The limits of containers are not what they were seen to be. */
    void limitsChanged() {
        known.clear();
    }

    private List<String> ips(SandboxInfo sandbox) throws InterruptedException {
        if (!sandbox.ready()) {
            knownSandbox = null;
            return List.of();
        }
        SandboxStatus status = knownSandbox;
        if (status == null || !status.info().id().equals(sandbox.id())) {
            status = runtime.podSandboxStatus(sandbox.id()).orElse(null);
            knownSandbox = status;
        }
        return status == null ? List.of() : status.ips();
    }

    private @Nullable ObservedContainer look(ContainerInfo info) throws InterruptedException {
        ObservedContainer before = known.get(info.id());
        if (before != null && before.status().state() == info.state()) {
            return before;
        }
        Optional<ContainerStatus> status = runtime.containerStatus(info.id());
        if (status.isEmpty()) {
            return null; // removed between the list and the look
        }
        return of(status.get(), info.sandboxId());
    }

    private static ObservedContainer of(ContainerStatus status, String sandboxId) {
        Map<String, String> annotations = status.annotations();
        boolean exited = status.state() == ContainerState.EXITED;
        String message = exited ? message(annotations.getOrDefault(ContainerConfigs.MESSAGE_ANNOTATION, "")) : "";
        if (message.isEmpty()
                && exited
                && status.exitCode() != 0
                && annotations.containsKey(ContainerConfigs.MESSAGE_FROM_LOG_ANNOTATION)) {
            message = ContainerLogs.end(Path.of(status.logPath()), LOG_LINES, LOG_LIMIT);
        }
        return new ObservedContainer(
                status, sandboxId, annotations.getOrDefault(ContainerConfigs.HASH_ANNOTATION, ""), message);
    }

    private static String message(String file) {
        if (file.isEmpty()) {
            return "";
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return new String(in.readNBytes(MESSAGE_LIMIT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // gone with the pod's directory: there is nothing left to say
        }
    }
}
