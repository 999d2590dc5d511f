package io.gantry.api.validation;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.ContainerStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.core.v1.ResourceRequirementsType;
import io.gantry.api.quota.QosClass;
import io.gantry.api.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A pod that gets other resources while it exists: CPU and memory of its containers, of its sidecars and of the pod as a
 * whole, and nothing else. An amount may change and come, but not go; the quality of service stays.
 */
final class ResizeRules {
    private static final List<String> RESIZABLE = List.of("cpu", "memory");
    private static final String ONLY = "only cpu and memory resources are mutable";

    private ResizeRules() {}

    static void update(Pod updated, Pod old, FieldErrors errors) {
        if (old.metadata().annotations().containsKey("kubernetes.io/config.mirror")) {
            errors.forbidden(FieldPath.of(""), "static pods cannot be resized");
            return;
        }
        if (old.spec().os() != null && "windows".equals(old.spec().os().name())) {
            errors.forbidden(FieldPath.of(""), "windows pods cannot be resized");
            return;
        }
        MetadataRules.update(updated.metadata(), old.metadata(), FieldPath.METADATA, errors);
        KindChecks.check(updated, errors);
        PodRules.spec(updated.spec(), FieldPath.SPEC, errors);
        String quality = old.status().qosClass();
        if (!QosClass.of(updated.spec())
                .equals(quality == null || quality.isEmpty() ? QosClass.of(old.spec()) : quality)) {
            errors.invalid(FieldPath.SPEC, text(quality), "Pod QOS Class may not change as a result of resizing");
        }
        if (!supported(old)) {
            errors.forbidden(FieldPath.SPEC, "Pod running on node without support for resize");
        }
        spec(updated.spec(), old.spec(), errors);
    }

    /** A node that resizes says what resources a container that runs has; of a pod that does not run nobody can tell. */
    private static boolean supported(Pod pod) {
        for (ContainerStatus each : pod.status().containerStatuses()) {
            if (each.state() != null && each.state().running() != null) {
                return each.resources() != null;
            }
        }
        return true;
    }

    private static void spec(PodSpec after, PodSpec before, FieldErrors errors) {
        PodSpecBuilder comparable = PodSpecBuilder.of(after);
        if (says(before.resources()) || says(after.resources())) {
            comparable.resources(pod(after.resources(), before.resources(), errors));
        }
        boolean same = sameNames(after.containers(), before.containers(), "containers", errors);
        boolean sameInit = sameNames(after.initContainers(), before.initContainers(), "initContainers", errors);
        if (!same || !sameInit) {
            return; // the rest compares them one by one
        }
        for (int i = 0; i < before.initContainers().size(); i++) {
            if (sidecar(before.initContainers().get(i))) {
                kept(after.initContainers().get(i), before.initContainers().get(i), "initContainers", i, errors);
            }
        }
        for (int i = 0; i < before.containers().size(); i++) {
            kept(after.containers().get(i), before.containers().get(i), "containers", i, errors);
        }
        List<Container> containers = new ArrayList<>();
        for (int i = 0; i < before.containers().size(); i++) {
            Container container =
                    masked(after.containers().get(i), before.containers().get(i));
            if (!container.equals(before.containers().get(i))) {
                errors.forbidden(FieldPath.SPEC, ONLY);
            }
            containers.add(container);
        }
        comparable.containers(containers).initContainers(initContainers(after, before, errors));
        if (errors.isEmpty() && !comparable.build().equals(before)) {
            errors.forbidden(FieldPath.SPEC, ONLY);
        }
    }

    private static List<Container> initContainers(PodSpec after, PodSpec before, FieldErrors errors) {
        List<Container> result = new ArrayList<>();
        for (int i = 0; i < before.initContainers().size(); i++) {
            Container old = before.initContainers().get(i);
            Container container = after.initContainers().get(i);
            if (sidecar(container)) {
                container = masked(container, old);
                if (!container.equals(old)) {
                    errors.forbidden(
                            FieldPath.SPEC.child("initContainers").index(i),
                            "only cpu and memory resources for init or sidecar containers are mutable");
                }
            } else if (!container.equals(old)) {
                errors.forbidden(FieldPath.SPEC, "resources for non-sidecar init containers are immutable");
            }
            result.add(container);
        }
        return result;
    }

    private static boolean sidecar(Container container) {
        return "Always".equals(container.restartPolicy());
    }

    private static boolean sameNames(List<Container> after, List<Container> before, String field, FieldErrors errors) {
        FieldPath path = FieldPath.SPEC.child(field);
        if (after.size() != before.size()) {
            errors.forbidden(path, field + " may not be added or removed on resize");
            return false;
        }
        boolean same = true;
        for (int i = 0; i < before.size(); i++) {
            if (!after.get(i).name().equals(before.get(i).name())) {
                errors.forbidden(path.index(i).child("name"), field + " may not be renamed or reordered on resize");
                same = false;
            }
        }
        return same;
    }

    private static void kept(Container after, Container before, String field, int index, FieldErrors errors) {
        FieldPath path = FieldPath.SPEC.child(field).index(index).child("resources");
        if (gone(after.resources().requests(), before.resources().requests())) {
            errors.forbidden(path.child("requests"), "resource requests cannot be removed");
        }
        if (gone(after.resources().limits(), before.resources().limits())) {
            errors.forbidden(path.child("limits"), "resource limits cannot be removed");
        }
    }

    private static boolean gone(Map<String, Quantity> after, Map<String, Quantity> before) {
        return !after.keySet().containsAll(before.keySet());
    }

    /** The new resources of the pod as a whole as if CPU and memory were the old ones. */
    private static @Nullable ResourceRequirements pod(
            @Nullable ResourceRequirements after, @Nullable ResourceRequirements before, FieldErrors errors) {
        FieldPath path = FieldPath.SPEC.child("resources");
        if (after == null) {
            errors.forbidden(path, "pod-level resources cannot be removed");
            return null;
        }
        if (before != null && gone(after.requests(), before.requests())) {
            errors.forbidden(path.child("requests"), "pod-level resource requests cannot be removed");
        }
        if (before != null && gone(after.limits(), before.limits())) {
            errors.forbidden(path.child("limits"), "pod-level resource limits cannot be removed");
        }
        ResourceRequirements masked = masked(after, before == null ? ResourceRequirementsType.EMPTY : before);
        if (before == null && masked.equals(ResourceRequirementsType.EMPTY)) {
            return null;
        }
        if (!masked.equals(before)) {
            errors.forbidden(FieldPath.SPEC, "only cpu and memory resources are mutable at pod-level");
        }
        return masked;
    }

    private static Container masked(Container after, Container before) {
        return ContainerBuilder.of(after)
                .resources(masked(after.resources(), before.resources()))
                .build();
    }

    private static ResourceRequirements masked(ResourceRequirements after, ResourceRequirements before) {
        return new ResourceRequirements(
                masked(after.limits(), before.limits()), masked(after.requests(), before.requests()), after.claims());
    }

    private static Map<String, Quantity> masked(Map<String, Quantity> after, Map<String, Quantity> before) {
        Map<String, Quantity> result = new TreeMap<>(after);
        for (String resource : RESIZABLE) {
            Quantity amount = before.get(resource);
            if (amount == null) {
                result.remove(resource);
            } else {
                result.put(resource, amount);
            }
        }
        return result;
    }

    private static boolean says(@Nullable ResourceRequirements resources) {
        return resources != null
                && !(resources.requests().isEmpty() && resources.limits().isEmpty());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
