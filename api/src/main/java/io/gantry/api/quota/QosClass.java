package io.gantry.api.quota;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pod's quality of service: Guaranteed when every container's limits of CPU and memory equal its requests, BestEffort when
 * none says anything of them, else Burstable ({@code GetPodQOS} of Kubernetes).
 */
public final class QosClass {
    private static final List<String> RESOURCES = List.of("cpu", "memory");

    private QosClass() {}

    /** Its name as in {@code status.qosClass}. */
    public static String of(PodSpec spec) {
        ResourceRequirements pod = spec.resources();
        if (pod != null && (says(pod.requests()) || says(pod.limits()))) {
            return guaranteed(pod) ? "Guaranteed" : "Burstable";
        }
        boolean any = false;
        boolean all = true;
        for (List<Container> containers : List.of(spec.containers(), spec.initContainers())) {
            for (Container container : containers) {
                ResourceRequirements resources = container.resources();
                any |= resources != null && (says(resources.requests()) || says(resources.limits()));
                all &= resources != null && guaranteed(resources);
            }
        }
        return !any ? "BestEffort" : all ? "Guaranteed" : "Burstable";
    }

    private static boolean says(Map<String, Quantity> amounts) {
        return RESOURCES.stream().anyMatch(name -> positive(amounts.get(name)));
    }

    private static boolean guaranteed(ResourceRequirements resources) {
        for (String name : RESOURCES) {
            Quantity limit = resources.limits().get(name);
            Quantity request = resources.requests().get(name);
            if (!positive(limit) || (request != null && limit != null && request.compareTo(limit) != 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean positive(@Nullable Quantity amount) {
        return amount != null && amount.signum() > 0;
    }
}
