package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.EphemeralContainer;
import io.gantry.api.core.v1.Pod;
import io.gantry.base.Reason;
import io.gantry.node.pod.Observed;
import io.gantry.node.pod.ObservedContainer;
import io.gantry.node.runtime.ContainerConfig;
import io.gantry.node.runtime.ImageInfo;
import io.gantry.node.runtime.RuntimeFailure;
import io.gantry.node.runtime.SandboxConfig;
import io.gantry.node.runtime.SandboxInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings one container up: image, environment, creation, start, and the hook after the start. */
final class ContainerStarter {
    private final AgentContext context;
    private final Hooks hooks;

    ContainerStarter(AgentContext context, Hooks hooks) {
        this.context = context;
        this.hooks = hooks;
    }

    /** Where a container stands in its pod's spec, for events about it. */
    static String fieldPath(Pod pod, Container container) {
        String list = "containers";
        if (pod.spec().initContainers().stream().anyMatch(each -> each.name().equals(container.name()))) {
            list = "initContainers";
        } else if (pod.spec().ephemeralContainers().stream()
                .anyMatch(each -> each.name().equals(container.name()))) {
            list = "ephemeralContainers";
        }
        return "spec." + list + "{" + container.name() + "}";
    }

    /**
     * What came of a start.
     *
     * @param endsAtOnce why it ends though it was created, {@code RunContainerError} or {@code PostStartHookError};
     *     {@code null} when it runs
     */
    record Started(String containerId, @Nullable Reason endsAtOnce) {}

    /**
     * @throws SpecProblem when there is nothing to start yet, such as an image or a key
     */
    Started start(
            Pod pod,
            Container container,
            int attempt,
            SandboxInfo sandbox,
            Observed observed,
            Map<String, Path> volumes)
            throws SpecProblem, InterruptedException, IOException {
        String path = fieldPath(pod, container);
        List<String> podIps = observed.ips();
        ImageInfo image = context.images().ensure(pod, container, path);
        Map<String, String> environment = context.environment()
                .of(pod, container, podIps, context.resources().allocatable());
        ContainerConfig config = context.containers()
                .of(pod, container, attempt, environment, volumes, image, target(pod, container, observed));
        SandboxConfig sandboxConfig = context.sandboxes().of(pod, sandbox.attempt());
        String id;
        try {
            id = context.runtime().createContainer(sandbox.id(), config, sandboxConfig);
        } catch (RuntimeFailure e) {
            throw new SpecProblem("CreateContainerError", e.reason().message(), e);
        }
        context.events().event(pod, path, false, new Reason("Created", "Container created"));
        try {
            context.runtime().startContainer(id);
        } catch (RuntimeFailure e) {
            // The runtime keeps it as ended with code 128, so that the restart policy counts it; only the words are
            // ours.
            String message = e.reason().message();
            context.events().event(pod, path, true, new Reason("Failed", "Error: " + message));
            return new Started(id, new Reason("RunContainerError", message));
        }
        context.events().event(pod, path, false, new Reason("Started", "Container started"));
        if (container.lifecycle() != null && container.lifecycle().postStart() != null) {
            try {
                hooks.run(
                        container.lifecycle().postStart(),
                        container,
                        id,
                        podIps.isEmpty() ? context.config().address() : podIps.getFirst(),
                        Duration.ZERO);
            } catch (SpecProblem e) {
                // Not with the hook's own words: they are for who may read the pod's status, events are for more
                // people.
                context.events().event(pod, path, true, new Reason("FailedPostStartHook", "PostStartHook failed"));
                context.events().event(pod, path, false, new Reason("Killing", "FailedPostStartHook"));
                context.runtime().stopContainer(id, Duration.ofSeconds(grace(pod)));
                return new Started(
                        id, new Reason("PostStartHookError", e.reason().message()));
            }
        }
        return new Started(id, null);
    }

    /** The container whose processes an ephemeral container wants to see; empty when it names none. */
    private static String target(Pod pod, Container container, Observed observed) throws SpecProblem {
        String name = pod.spec().ephemeralContainers().stream()
                .filter(each -> each.name().equals(container.name()))
                .map(EphemeralContainer::targetContainerName)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        if (name.isEmpty()) {
            return "";
        }
        ObservedContainer target = observed.current(name);
        if (target == null) {
            throw new SpecProblem("CreateContainerConfigError", "unable to find target container \"" + name + "\"");
        }
        return target.status().id();
    }

    private static long grace(Pod pod) {
        Long grace = pod.spec().terminationGracePeriodSeconds();
        return grace == null ? 30 : grace;
    }
}
