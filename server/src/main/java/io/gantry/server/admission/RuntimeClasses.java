package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.Toleration;
import io.gantry.api.node.v1.Overhead;
import io.gantry.api.node.v1.RuntimeClass;
import io.gantry.api.node.v1.RuntimeClassType;
import io.gantry.api.node.v1.Scheduling;
import io.gantry.api.types.Quantity;
import io.gantry.server.registry.Registries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' {@code RuntimeClass}: a pod carries its runtime's overhead and runs where the runtime is; it may claim neither
 * overhead for itself nor nodes that contradict its class.
 */
final class RuntimeClasses implements Admission {
    private final Supplier<Registries> registries;

    RuntimeClasses(Supplier<Registries> registries) {
        this.registries = registries;
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (!request.creates() || !(object instanceof Pod pod)) {
            return object;
        }
        RuntimeClass runtimeClass = classOf(request, pod);
        if (runtimeClass == null) {
            return pod;
        }
        PodSpecBuilder builder = PodSpecBuilder.of(pod.spec());
        Overhead overhead = runtimeClass.overhead();
        if (overhead != null) {
            Map<String, Quantity> given = pod.spec().overhead();
            if (!given.isEmpty() && !same(given, overhead.podFixed())) {
                throw mismatch(request);
            }
            builder.overhead(overhead.podFixed());
        }
        Scheduling scheduling = runtimeClass.scheduling();
        if (scheduling != null) {
            schedule(request, pod.spec(), scheduling, builder);
        }
        return new Pod(pod.metadata(), builder.build(), pod.status());
    }

    private static void schedule(
            AdmissionRequest request, PodSpec spec, Scheduling scheduling, PodSpecBuilder builder) {
        Map<String, String> selector = new TreeMap<>(spec.nodeSelector());
        for (Map.Entry<String, String> entry : new TreeMap<>(scheduling.nodeSelector()).entrySet()) {
            String key = entry.getKey();
            String given = selector.putIfAbsent(key, entry.getValue());
            if (given != null && !given.equals(entry.getValue())) {
                throw request.forbidden("conflict: runtimeClass.scheduling.nodeSelector[" + key + "] = "
                        + entry.getValue() + "; pod.spec.nodeSelector[" + key + "] = " + given);
            }
        }
        List<Toleration> tolerations = new ArrayList<>(spec.tolerations());
        for (Toleration toleration : scheduling.tolerations()) {
            if (!tolerations.contains(toleration)) {
                tolerations.add(toleration);
            }
        }
        builder.nodeSelector(selector).tolerations(tolerations);
    }

    @Override
    public void validate(AdmissionRequest request) {
        if (!request.creates() || !(request.object() instanceof Pod pod)) {
            return;
        }
        RuntimeClass runtimeClass = classOf(request, pod);
        Overhead overhead = runtimeClass == null ? null : runtimeClass.overhead();
        Map<String, Quantity> given = pod.spec().overhead();
        if (overhead != null && !same(given, overhead.podFixed())) {
            throw mismatch(request);
        }
        if (overhead == null && !given.isEmpty()) {
            throw request.forbidden(
                    "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
        }
    }

    private @Nullable RuntimeClass classOf(AdmissionRequest request, Pod pod) {
        String name = pod.spec().runtimeClassName();
        if (name == null) {
            return null;
        }
        RuntimeClass runtimeClass =
                registries.get().registry(RuntimeClassType.KIND).find("", name);
        if (runtimeClass == null) {
            throw request.forbidden("pod rejected: RuntimeClass \"" + name + "\" not found");
        }
        return runtimeClass;
    }

    private static boolean same(Map<String, Quantity> one, Map<String, Quantity> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream()
                        .allMatch(entry ->
                                entry.getValue().compareTo(other.getOrDefault(entry.getKey(), Quantity.ZERO)) == 0);
    }

    private static RuntimeException mismatch(AdmissionRequest request) {
        return request.forbidden("pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
    }
}
