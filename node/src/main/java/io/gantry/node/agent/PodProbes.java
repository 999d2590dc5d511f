package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.node.pod.ContainerMemory;
import io.gantry.node.pod.Containers;
import io.gantry.node.pod.Observed;
import io.gantry.node.pod.ObservedContainer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The probes of one pod's containers. For the pod's worker, and for who closes it once that has ended. */
final class PodProbes implements AutoCloseable {
    private final AgentContext context;
    private final Map<String, ContainerMemory> memory;
    private final Runnable changed;
    private final ProbeCounts counts = new ProbeCounts();
    private final Map<String, ContainerProbes> probes = new HashMap<>();

    /**
     * @param memory what is remembered of each container, by its name, which probes change
     * @param changed called after such a change, on any thread
     */
    PodProbes(AgentContext context, Map<String, ContainerMemory> memory, Runnable changed) {
        this.context = context;
        this.memory = memory;
        this.changed = changed;
    }

    /** For any thread. */
    ProbeCounts counts() {
        return counts;
    }

    /** Starts the probes of containers that run, ends those of containers that do not, and adopts what it finds running. */
    void follow(Pod now, Observed observed) {
        for (Container container : Containers.all(now)) {
            follow(now, observed, container);
        }
    }

    private void follow(Pod now, Observed observed, Container container) {
        String name = container.name();
        ObservedContainer newest = observed.newest(name);
        ContainerProbes running = probes.get(name);
        if (newest == null || !newest.running()) {
            if (running != null) {
                running.close();
                probes.remove(name);
            }
            if (newest != null && newest.exited() && now.metadata().deletionTimestamp() == null) {
                // That stop is over; a later one of the pod as a whole must not take its deadline for its own.
                memory.computeIfPresent(name, (key, before) -> before.withStopBy(null));
            }
            return;
        }
        String id = newest.status().id();
        if (running != null && running.containerId().equals(id)) {
            return;
        }
        if (running != null) {
            running.close();
        }
        boolean adopted = memory.putIfAbsent(name, ContainerMemory.NEW) == null;
        ContainerProbes fresh = new ContainerProbes(
                context,
                now,
                container,
                id,
                address(observed),
                adopted ? knownStatus(now, id) : null,
                counts,
                this::change);
        probes.put(name, fresh);
        fresh.start();
    }

    /** What was said of a container before this agent was started: it stays true until a probe says otherwise. */
    private static @Nullable ContainerStatus knownStatus(Pod pod, String containerId) {
        return Stream.of(pod.status().containerStatuses(), pod.status().initContainerStatuses())
                .flatMap(List::stream)
                .filter(status ->
                        status.containerID() != null && status.containerID().endsWith("//" + containerId))
                .findFirst()
                .orElse(null);
    }

    /** Where the pod is reached: at the node's address when it has none of its own. */
    String address(Observed observed) {
        return observed.ips().isEmpty()
                ? context.config().address()
                : observed.ips().getFirst();
    }

    private void change(String container, UnaryOperator<ContainerMemory> change) {
        memory.compute(container, (name, before) -> change.apply(before == null ? ContainerMemory.NEW : before));
        changed.run();
    }

    /** The container is being stopped. Whether it is ready stays of interest: it may serve what is under way. */
    void ending(String container) {
        ContainerProbes running = probes.get(container);
        if (running != null) {
            running.ending();
        }
    }

    @Override
    public void close() {
        probes.values().forEach(ContainerProbes::close);
        probes.clear();
    }
}
