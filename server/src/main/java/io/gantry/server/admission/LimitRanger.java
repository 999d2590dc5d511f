package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.LimitRange;
import io.gantry.api.core.v1.LimitRangeItem;
import io.gantry.api.core.v1.LimitRangeType;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.types.Quantity;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Registries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Kubernetes' {@code LimitRanger}: containers get the requests and limits that their namespace provides by default, and
 * containers, pods and claims that leave the bounds set there are refused.
 */
final class LimitRanger implements Admission {
    private static final String ANNOTATION = "kubernetes.io/limit-ranger";

    private final Supplier<Registries> registries;

    LimitRanger(Supplier<Registries> registries) {
        this.registries = registries;
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (!request.creates() || !(object instanceof Pod given)) {
            return object;
        }
        Pod pod = given;
        for (LimitRange range : ranges(request)) {
            pod = withDefaults(pod, range);
        }
        return pod;
    }

    private static Pod withDefaults(Pod pod, LimitRange range) {
        Map<String, Quantity> requests = new HashMap<>();
        Map<String, Quantity> limits = new HashMap<>();
        for (LimitRangeItem item : range.spec().limits()) {
            if (item.type().equals("Container")) {
                requests.putAll(item.defaultRequest());
                limits.putAll(item.defaultValue());
            }
        }
        if (requests.isEmpty() && limits.isEmpty()) {
            return pod;
        }
        List<String> notes = new ArrayList<>();
        List<Container> containers = withDefaults(pod.spec().containers(), "container", requests, limits, notes);
        List<Container> initial = withDefaults(pod.spec().initContainers(), "init container", requests, limits, notes);
        if (notes.isEmpty()) {
            return pod;
        }
        Map<String, String> annotations = new HashMap<>(pod.metadata().annotations());
        annotations.put(ANNOTATION, "LimitRanger plugin set: " + String.join("; ", notes));
        Pod result = new Pod(
                pod.metadata(),
                PodSpecBuilder.of(pod.spec())
                        .containers(containers)
                        .initContainers(initial)
                        .build(),
                pod.status());
        return Metas.edit(result, m -> m.annotations(annotations));
    }

    private static List<Container> withDefaults(
            List<Container> containers,
            String sort,
            Map<String, Quantity> requests,
            Map<String, Quantity> limits,
            List<String> notes) {
        List<Container> result = new ArrayList<>(containers.size());
        for (Container container : containers) {
            ResourceRequirements given = container.resources();
            Map<String, Quantity> ownRequests = new HashMap<>(given == null ? Map.of() : given.requests());
            Map<String, Quantity> ownLimits = new HashMap<>(given == null ? Map.of() : given.limits());
            Set<String> setLimits = complete(ownLimits, limits);
            Set<String> setRequests = complete(ownRequests, requests);
            note(setRequests, "request", sort, container, notes);
            note(setLimits, "limit", sort, container, notes);
            result.add(
                    setLimits.isEmpty() && setRequests.isEmpty()
                            ? container
                            : ContainerBuilder.of(container)
                                    .resources(new ResourceRequirements(
                                            ownLimits, ownRequests, given == null ? List.of() : given.claims()))
                                    .build());
        }
        return result;
    }

    /** Adds what is missing; the names of what was. */
    private static Set<String> complete(Map<String, Quantity> own, Map<String, Quantity> defaults) {
        Set<String> added = new TreeSet<>();
        defaults.forEach((name, amount) -> {
            if (own.putIfAbsent(name, amount) == null) {
                added.add(name);
            }
        });
        return added;
    }

    private static void note(Set<String> names, String what, String sort, Container container, List<String> notes) {
        if (!names.isEmpty()) {
            notes.add(String.join(", ", names) + " " + what + " for " + sort + " " + container.name());
        }
    }

    @Override
    public void validate(AdmissionRequest request) {
        switch (request.object()) {
            case Pod pod
            when request.creates() || resizes(request) -> {
                for (LimitRange range : ranges(request)) {
                    refuse(request, LimitChecks.ofPod(range, pod.spec()));
                }
            }
            case PersistentVolumeClaim claim
            when request.creates() || request.updates() -> {
                for (LimitRange range : ranges(request)) {
                    refuse(request, LimitChecks.ofClaim(range, claim));
                }
            }
            case null, default -> {}
        }
    }

    private static boolean resizes(AdmissionRequest request) {
        return request.operation() == Operation.UPDATE && request.subresource().equals("resize");
    }

    private static void refuse(AdmissionRequest request, List<String> violations) {
        if (!violations.isEmpty()) {
            throw request.forbidden(
                    violations.size() == 1 ? violations.getFirst() : "[" + String.join(", ", violations) + "]");
        }
    }

    private List<LimitRange> ranges(AdmissionRequest request) {
        KubeObject old = request.old();
        return old != null && Metas.deleting(old)
                ? List.of()
                : registries.get().registry(LimitRangeType.KIND).all(request.namespace());
    }
}
