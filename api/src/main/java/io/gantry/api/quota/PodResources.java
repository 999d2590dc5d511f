package io.gantry.api.quota;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodStatus;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a pod asks for as a whole: what its containers need at once, or what one of its init containers needs beside the
 * sidecars that run already, whichever is more; what is said for the whole pod counts instead.
 */
public final class PodResources {
    private final boolean limits;
    /** What the node has done of the wish; {@code null} to look at the wish alone. */
    private final @Nullable PodStatus status;
    /** The node can never grant the wish: only what it has done counts. */
    private final boolean infeasible;

    private PodResources(boolean limits, @Nullable PodStatus status) {
        this.limits = limits;
        this.status = status;
        this.infeasible = status != null && infeasible(status);
    }

    /** Whether the pod's node can never grant the resources that its spec asks for now. */
    public static boolean infeasible(PodStatus status) {
        for (PodCondition condition : status.conditions()) {
            if (condition.type().equals("PodResizePending")) {
                return "Infeasible".equals(condition.reason());
            }
        }
        return false;
    }

    /**
     * The requests with the overhead; while containers are resized, the greater of wish and reality, and reality alone
     * when the wish cannot be granted.
     */
    public static Map<String, Quantity> requests(Pod pod) {
        Map<String, Quantity> sum = new PodResources(false, pod.status()).sum(pod.spec());
        Amounts.addTo(sum, pod.spec().overhead());
        return sum;
    }

    /** The limits, with the overhead where there is a limit. */
    public static Map<String, Quantity> limits(Pod pod) {
        Map<String, Quantity> sum = new PodResources(true, pod.status()).sum(pod.spec());
        pod.spec().overhead().forEach((name, amount) -> sum.computeIfPresent(name, (_, limit) -> limit.add(amount)));
        return sum;
    }

    /** The requests that a spec states, without overhead. */
    public static Map<String, Quantity> requests(PodSpec spec) {
        return new PodResources(false, null).sum(spec);
    }

    /** The limits that a spec states, without overhead. */
    public static Map<String, Quantity> limits(PodSpec spec) {
        return new PodResources(true, null).sum(spec);
    }

    private Map<String, Quantity> sum(PodSpec spec) {
        Map<String, Quantity> sum = new TreeMap<>();
        for (Container container : spec.containers()) {
            Amounts.addTo(sum, of(container, status == null ? List.of() : status.containerStatuses()));
        }
        Map<String, Quantity> sidecars = new TreeMap<>();
        Map<String, Quantity> initial = new TreeMap<>();
        for (Container container : spec.initContainers()) {
            boolean sidecar = "Always".equals(container.restartPolicy());
            Map<String, Quantity> own =
                    of(container, sidecar && status != null ? status.initContainerStatuses() : List.of());
            if (sidecar) {
                Amounts.addTo(sum, own);
                Amounts.addTo(sidecars, own);
                Amounts.maxTo(initial, sidecars);
            } else {
                Amounts.maxTo(initial, Amounts.add(own, sidecars));
            }
        }
        Amounts.maxTo(sum, initial);
        ofWhole(spec).forEach((name, amount) -> {
            if (ofWholePods(name)) {
                sum.put(name, amount);
            }
        });
        return sum;
    }

    private static boolean ofWholePods(String name) {
        return name.equals("cpu") || name.equals("memory") || name.startsWith("hugepages-");
    }

    private Map<String, Quantity> of(@Nullable ResourceRequirements resources) {
        return resources == null ? Map.of() : limits ? resources.limits() : resources.requests();
    }

    private Map<String, Quantity> ofWhole(PodSpec spec) {
        Map<String, Quantity> wanted = of(spec.resources());
        return wanted.isEmpty() || status == null || status.resources() == null
                ? wanted
                : most(wanted, status.resources(), status.allocatedResources());
    }

    private Map<String, Quantity> of(Container container, List<ContainerStatus> known) {
        Map<String, Quantity> wanted = of(container.resources());
        for (ContainerStatus each : known) {
            if (each.name().equals(container.name()) && each.resources() != null) {
                return most(wanted, each.resources(), each.allocatedResources());
            }
        }
        return wanted;
    }

    private Map<String, Quantity> most(
            Map<String, Quantity> wanted, ResourceRequirements inForce, Map<String, Quantity> allocated) {
        Map<String, Quantity> most = new TreeMap<>(infeasible ? of(inForce) : wanted);
        Amounts.maxTo(most, of(inForce));
        if (!limits) {
            Amounts.maxTo(most, allocated);
        }
        return most;
    }
}
