package io.gantry.scheduler.fit;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.quota.PodResources;
import io.gantry.api.types.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests that count for each container of one pod. */
interface ContainerRequests {
    Map<String, Quantity> of(Container container);

    /**
     * The greatest of what the spec asks for, what the node has promised and what is in force. Of init containers only
     * those that keep running are ever resized.
     */
    static ContainerRequests inForce(Pod pod) {
        boolean infeasible = PodResources.infeasible(pod.status());
        return container -> {
            ContainerStatus status = find(pod.status().containerStatuses(), container.name());
            if (status == null && "Always".equals(container.restartPolicy())) {
                status = find(pod.status().initContainerStatuses(), container.name());
            }
            Map<String, Quantity> wanted = container.resources().requests();
            return status == null || status.resources() == null
                    ? wanted
                    : most(wanted, status.allocatedResources(), status.resources(), infeasible);
        };
    }

    /** Likewise for the requests of the pod as a whole. */
    static Map<String, Quantity> ofWholeInForce(Pod pod) {
        ResourceRequirements inForce = pod.status().resources();
        Map<String, Quantity> wanted = pod.spec().resources() == null
                ? Map.of()
                : pod.spec().resources().requests();
        return wanted.isEmpty() || inForce == null
                ? wanted
                : most(wanted, pod.status().allocatedResources(), inForce, PodResources.infeasible(pod.status()));
    }

    private static @Nullable ContainerStatus find(List<ContainerStatus> statuses, String name) {
        for (ContainerStatus each : statuses) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    private static Map<String, Quantity> most(
            Map<String, Quantity> wanted,
            Map<String, Quantity> allocated,
            ResourceRequirements inForce,
            boolean infeasible) {
        boolean settled = inForce.requests().equals(wanted) && allocated.equals(wanted);
        if (settled) {
            return wanted;
        }
        Map<String, Quantity> most = new HashMap<>(infeasible ? inForce.requests() : wanted);
        raise(most, inForce.requests());
        raise(most, allocated);
        return most;
    }

    private static void raise(Map<String, Quantity> most, Map<String, Quantity> other) {
        other.forEach((name, amount) -> most.merge(name, amount, (a, b) -> a.compareTo(b) >= 0 ? a : b));
    }
}
