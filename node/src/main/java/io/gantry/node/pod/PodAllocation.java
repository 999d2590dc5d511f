package io.gantry.node.pod;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.ContainerResizePolicy;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.quota.Amounts;
import io.gantry.api.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the node has promised to one pod, and how far that has come true. Pods live by it, not by their spec, which may ask
 * for what the node cannot give (yet). Pure.
 *
 * <p>Keys of the maps are the names of main containers and sidecars, and {@link #WHOLE} for the pod as a whole.
 *
 * @param generation of the pod that asked for what was promised
 * @param promised requests and limits that the node has granted
 * @param applied what a container that ran when others were granted has still, until it has what was promised
 * @param actuating whether the promise has still to reach the kernel
 * @param restarts containers that were ended to be started with what was promised
 */
public record PodAllocation(
        long generation,
        Map<String, ResourceRequirements> promised,
        Map<String, ResourceRequirements> applied,
        boolean actuating,
        Set<String> restarts) {
    /** The key of the pod's own resources; no container has such a name. */
    public static final String WHOLE = "";

    public PodAllocation {
        promised = Map.copyOf(promised);
        applied = Map.copyOf(applied);
        restarts = Set.copyOf(restarts);
    }

    /**
     * The node takes the pod in as it is. Of a pod that was taken in before, and of which nothing was kept, its status tells
     * what was promised to the containers that it names.
     */
    public static PodAllocation of(Pod pod) {
        Map<String, ResourceRequirements> promised = new TreeMap<>(wishes(pod));
        Stream.of(pod.status().containerStatuses(), pod.status().initContainerStatuses())
                .flatMap(List::stream)
                .forEach(status -> promised.computeIfPresent(
                        status.name(),
                        (name, wish) -> status.resources() == null
                                ? wish
                                : new ResourceRequirements(
                                        status.resources().limits(), status.allocatedResources(), wish.claims())));
        ResourceRequirements whole = pod.status().resources();
        if (whole != null) {
            promised.computeIfPresent(
                    WHOLE,
                    (name, wish) -> new ResourceRequirements(
                            whole.limits(), pod.status().allocatedResources(), wish.claims()));
        }
        return new PodAllocation(generation(pod), promised, Map.of(), false, Set.of());
    }

    private static long generation(Pod pod) {
        Long generation = pod.metadata().generation();
        return generation == null ? 0 : generation;
    }

    private static Map<String, ResourceRequirements> wishes(Pod pod) {
        Map<String, ResourceRequirements> wishes = new TreeMap<>();
        if (pod.spec().resources() != null) {
            wishes.put(WHOLE, pod.spec().resources());
        }
        for (Container container : resizable(pod)) {
            wishes.put(container.name(), container.resources());
        }
        return wishes;
    }

    /** The containers whose resources can change: main ones, and of the init containers the sidecars. */
    public static List<Container> resizable(Pod pod) {
        List<Container> resizable = new ArrayList<>(pod.spec().containers());
        for (Container init : pod.spec().initContainers()) {
            if (Containers.sidecar(init)) {
                resizable.add(init);
            }
        }
        return resizable;
    }

    /** Whether the pod's spec asks for just what was promised, however it writes the numbers. */
    public boolean grants(Pod pod) {
        int granted = 0;
        if (pod.spec().resources() != null) {
            if (!grants(WHOLE, pod.spec().resources())) {
                return false;
            }
            granted++;
        }
        for (Container container : pod.spec().containers()) {
            if (!grants(container.name(), container.resources())) {
                return false;
            }
            granted++;
        }
        for (Container init : pod.spec().initContainers()) {
            if (Containers.sidecar(init)) {
                if (!grants(init.name(), init.resources())) {
                    return false;
                }
                granted++;
            }
        }
        return granted == promised.size();
    }

    private boolean grants(String name, ResourceRequirements wish) {
        ResourceRequirements promise = promised.get(name);
        return promise != null && same(wish, promise);
    }

    /** The pod with the resources that were promised to it. */
    public Pod allocated(Pod pod) {
        if (grants(pod)) {
            return pod;
        }
        PodSpec spec = pod.spec();
        return PodBuilder.of(pod)
                .spec(PodSpecBuilder.of(spec)
                        .resources(promised.get(WHOLE))
                        .containers(allocated(spec.containers()))
                        .initContainers(allocated(spec.initContainers()))
                        .build())
                .build();
    }

    private List<Container> allocated(List<Container> containers) {
        return containers.stream()
                .map(container -> {
                    ResourceRequirements promise = promised.get(container.name());
                    return promise == null
                            ? container
                            : ContainerBuilder.of(container).resources(promise).build();
                })
                .toList();
    }

    /** The promise of all that a pod's spec asks for now. */
    public static PodAllocation granting(Pod wish) {
        return new PodAllocation(generation(wish), wishes(wish), Map.of(), false, Set.of());
    }

    /**
     * The node has granted something else.
     *
     * @param grant what it promises now
     * @param runs tells of a container's name whether it runs, and so has what was promised before
     */
    public PodAllocation resized(PodAllocation grant, Predicate<String> runs) {
        Map<String, ResourceRequirements> old = new TreeMap<>();
        grant.promised.forEach((name, promise) -> {
            ResourceRequirements has = inForce(name);
            if (has != null && !same(has, promise) && (name.equals(WHOLE) || runs.test(name))) {
                old.put(name, has);
            }
        });
        return new PodAllocation(grant.generation, grant.promised, old, true, restarts);
    }

    /** What a container that runs was given last; {@code null} for who was not there before. */
    public @Nullable ResourceRequirements inForce(String name) {
        ResourceRequirements old = applied.get(name);
        return old != null ? old : promised.get(name);
    }

    /** Whether the container has to end to get what was promised: its own policy for what changes says so. */
    public boolean needsRestart(Container container) {
        ResourceRequirements old = applied.get(container.name());
        ResourceRequirements promise = promised.get(container.name());
        if (old == null || promise == null) {
            return false;
        }
        for (ContainerResizePolicy policy : container.resizePolicy()) {
            String resource = policy.resourceName();
            if (policy.restartPolicy().equals("RestartContainer")
                    && !(same(old.requests().get(resource), promise.requests().get(resource))
                            && same(old.limits().get(resource), promise.limits().get(resource)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a container that has ended is started again because of a resize, whatever its restart policy. */
    public boolean restarts(Container container) {
        return restarts.contains(container.name()) || needsRestart(container);
    }

    /** The kernel knows the promise now; who had to end for it has. */
    public PodAllocation actuated(Pod pod) {
        Set<String> ended = new TreeSet<>(restarts);
        for (Container container : resizable(pod)) {
            if (needsRestart(container)) {
                ended.add(container.name());
            }
        }
        return new PodAllocation(generation, promised, Map.of(), false, ended);
    }

    /** A container is about to be started, with what was promised. */
    public PodAllocation starting(String name) {
        if (!applied.containsKey(name) && !restarts.contains(name)) {
            return this;
        }
        Map<String, ResourceRequirements> others = new TreeMap<>(applied);
        others.remove(name);
        Set<String> left = new TreeSet<>(restarts);
        left.remove(name);
        return new PodAllocation(generation, promised, others, actuating, left);
    }

    /** Whether something that was promised is not in force yet. */
    public boolean inProgress() {
        return actuating || !restarts.isEmpty();
    }

    private static boolean same(ResourceRequirements one, ResourceRequirements other) {
        return same(one.requests(), other.requests()) && same(one.limits(), other.limits());
    }

    private static boolean same(Map<String, Quantity> one, Map<String, Quantity> other) {
        return one.equals(other) || Amounts.same(one, other);
    }

    private static boolean same(@Nullable Quantity one, @Nullable Quantity other) {
        return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }
}
