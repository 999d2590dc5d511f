package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.base.Reason;
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

/** Brings one container up: image, environment, creation, start, and the hook after the start. */
final class ContainerStarter {
    private final AgentContext context;
    private final Hooks hooks;

    ContainerStarter(AgentContext context, Hooks hooks) {
        this.context = context;
        this.hooks = hooks;
    }

    static String fieldPath(Container container, boolean init) {
        return (init ? "spec.initContainers{" : "spec.containers{") + container.name() + "}";
    }

    /** @throws SpecProblem when it cannot be started now; a container that was created for it is removed again */
    void start(
            Pod pod,
            Container container,
            boolean init,
            int attempt,
            SandboxInfo sandbox,
            List<String> podIps,
            Map<String, Path> volumes)
            throws SpecProblem, InterruptedException, IOException {
        String path = fieldPath(container, init);
        ImageInfo image = context.images().ensure(pod, container, path);
        Map<String, String> environment = context.environment()
                .of(pod, container, podIps, context.resources().allocatable());
        ContainerConfig config = context.containers().of(pod, container, attempt, environment, volumes, image);
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
            context.events()
                    .event(
                            pod,
                            path,
                            true,
                            new Reason("Failed", "Error: " + e.reason().message()));
            return;
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
                context.events()
                        .event(
                                pod,
                                path,
                                true,
                                new Reason(
                                        "FailedPostStartHook",
                                        "PostStartHook failed: " + e.reason().message()));
                context.runtime().stopContainer(id, Duration.ofSeconds(grace(pod)));
            }
        }
    }

    private static long grace(Pod pod) {
        Long grace = pod.spec().terminationGracePeriodSeconds();
        return grace == null ? 30 : grace;
    }
}
