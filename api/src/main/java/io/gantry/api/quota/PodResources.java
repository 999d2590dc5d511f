package io.gantry.api.quota;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSpec;
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
    private final List<ContainerStatus> statuses;
    private final List<ContainerStatus> initStatuses;

    private PodResources(boolean limits, List<ContainerStatus> statuses, List<ContainerStatus> initStatuses) {
        this.limits = limits;
        this.statuses = statuses;
        this.initStatuses = initStatuses;
    }

    /** The requests with the overhead; while containers are resized, the greater of wish and reality. */
    public static Map<String, Quantity> requests(Pod pod) {
        Map<String, Quantity> sum = of(pod, false).sum(pod.spec());
        Amounts.addTo(sum, pod.spec().overhead());
        return sum;
    }

    /** The limits, with the overhead where there is a limit. */
    public static Map<String, Quantity> limits(Pod pod) {
        Map<String, Quantity> sum = of(pod, true).sum(pod.spec());
        pod.spec().overhead().forEach((name, amount) -> sum.computeIfPresent(name, (_, limit) -> limit.add(amount)));
        return sum;
    }

    /** The requests that a spec states, without overhead. */
    public static Map<String, Quantity> requests(PodSpec spec) {
        return new PodResources(false, List.of(), List.of()).sum(spec);
    }

    /** The limits that a spec states, without overhead. */
    public static Map<String, Quantity> limits(PodSpec spec) {
        return new PodResources(true, List.of(), List.of()).sum(spec);
    }

    private static PodResources of(Pod pod, boolean limits) {
        return new PodResources(
                limits, pod.status().containerStatuses(), pod.status().initContainerStatuses());
    }

    private Map<String, Quantity> sum(PodSpec spec) {
        Map<String, Quantity> sum = new TreeMap<>();
        for (Container container : spec.containers()) {
            Amounts.addTo(sum, of(container, statuses));
        }
        Map<String, Quantity> sidecars = new TreeMap<>();
        Map<String, Quantity> initial = new TreeMap<>();
        for (Container container : spec.initContainers()) {
            Map<String, Quantity> own = of(container, initStatuses);
            if ("Always".equals(container.restartPolicy())) {
                Amounts.addTo(sum, own);
                Amounts.addTo(sidecars, own);
                Amounts.maxTo(initial, sidecars);
            } else {
                Amounts.maxTo(initial, Amounts.add(own, sidecars));
            }
        }
        Amounts.maxTo(sum, initial);
        ResourceRequirements whole = spec.resources();
        if (whole != null) {
            of(whole).forEach((name, amount) -> {
                if (ofWholePods(name)) {
                    sum.put(name, amount);
                }
            });
        }
        return sum;
    }

    private static boolean ofWholePods(String name) {
        return name.equals("cpu") || name.equals("memory") || name.startsWith("hugepages-");
    }

    private Map<String, Quantity> of(@Nullable ResourceRequirements resources) {
        return resources == null ? Map.of() : limits ? resources.limits() : resources.requests();
    }

    private Map<String, Quantity> of(Container container, List<ContainerStatus> known) {
        Map<String, Quantity> wanted = of(container.resources());
        for (ContainerStatus status : known) {
            if (status.name().equals(container.name())) {
                Map<String, Quantity> most = new TreeMap<>(wanted);
                Amounts.maxTo(most, of(status.resources()));
                if (!limits) {
                    Amounts.maxTo(most, status.allocatedResources());
                }
                return most;
            }
        }
        return wanted;
    }
}
