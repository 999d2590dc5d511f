package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.base.Reason;
import io.gantry.node.pod.ContainerMemory;
import io.gantry.node.pod.Observed;
import io.gantry.node.pod.PodAction;
import io.gantry.node.runtime.SandboxInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts the containers of one pod, and remembers of those that could not be started why, and when to try again. For one
 * worker's thread.
 */
final class StartAttempts {
    private static final Duration FIRST = Duration.ofSeconds(1);
    /** A missing image or key may come at any moment; registries are kept from being pressed by {@link Images}. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final AgentContext context;
    private final ContainerStarter starter;
    private final Map<String, ContainerMemory> memory;
    private final Map<String, Integer> failures = new HashMap<>();

    /** @param memory of the worker, by container name: what came of a start is written into it */
    StartAttempts(AgentContext context, ContainerStarter starter, Map<String, ContainerMemory> memory) {
        this.context = context;
        this.starter = starter;
        this.memory = memory;
    }

    /** @return the id of the container that runs now; {@code null} when there is none, or it ends at once */
    @Nullable
    String start(
            Pod pod, PodAction.StartContainer start, SandboxInfo sandbox, Observed observed, Map<String, Path> volumes)
            throws InterruptedException, IOException {
        Container container = start.container();
        try {
            ContainerStarter.Started started =
                    starter.start(pod, container, start.attempt(), sandbox, observed, volumes);
            failures.remove(container.name());
            memory.compute(container.name(), (name, before) -> {
                ContainerMemory fresh = (before == null ? ContainerMemory.NEW : before).onStart(start.quickEnds());
                return started.endsAtOnce() == null ? fresh : fresh.withWaiting(started.endsAtOnce(), null);
            });
            return started.endsAtOnce() == null ? started.containerId() : null;
        } catch (SpecProblem e) {
            int times = failures.merge(container.name(), 1, Integer::sum);
            Duration wait = FIRST.multipliedBy(1L << Math.min(times - 1, 6));
            Instant again = context.config().time().now().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
            memory.compute(
                    container.name(),
                    (name, before) -> (before == null ? ContainerMemory.NEW : before).withWaiting(e.reason(), again));
            context.events()
                    .event(
                            pod,
                            ContainerStarter.fieldPath(pod, container),
                            true,
                            new Reason(
                                    "Failed",
                                    "Error: "
                                            + (aboutImage(e.reason())
                                                    ? e.reason().code()
                                                    : e.reason().message())));
            return null;
        }
    }

    /** Of these an event of their own has told the whole story. */
    private static boolean aboutImage(Reason reason) {
        return reason.code().contains("Image");
    }
}
