package io.gantry.api.defaults;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.ContainerPort;
import io.gantry.api.core.v1.ContainerPortBuilder;
import io.gantry.api.core.v1.EmptyDirVolumeSourceType;
import io.gantry.api.core.v1.EphemeralContainer;
import io.gantry.api.core.v1.EphemeralContainerBuilder;
import io.gantry.api.core.v1.ImageVolumeSource;
import io.gantry.api.core.v1.ImageVolumeSourceBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.core.v1.ResourceRequirementsBuilder;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeBuilder;
import io.gantry.api.core.v1.VolumeType;
import io.gantry.api.types.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Pods and what they are made of. */
@SuppressWarnings("ReferenceEquality") // asks whether a step has made a new object
final class PodDefaults {
    /** Quantities of resources are kept down to thousandths. */
    private static final int MILLI = -3;

    private PodDefaults() {}

    /** An image that may change under its tag is always pulled. */
    static String pullPolicy(@Nullable String image) {
        if (image == null || image.isEmpty()) {
            return "IfNotPresent";
        }
        int digest = image.indexOf('@');
        if (digest >= 0) {
            return "IfNotPresent";
        }
        int colon = image.lastIndexOf(':');
        boolean tagged = colon > image.lastIndexOf('/');
        return !tagged || image.substring(colon + 1).equals("latest") ? "Always" : "IfNotPresent";
    }

    static Container container(Container container) {
        return container.imagePullPolicy() != null
                ? container
                : ContainerBuilder.of(container)
                        .imagePullPolicy(pullPolicy(container.image()))
                        .build();
    }

    static EphemeralContainer ephemeralContainer(EphemeralContainer container) {
        return container.imagePullPolicy() != null
                ? container
                : EphemeralContainerBuilder.of(container)
                        .imagePullPolicy(pullPolicy(container.image()))
                        .build();
    }

    static Volume volume(Volume volume) {
        ImageVolumeSource image = volume.image();
        if (image != null) {
            return image.pullPolicy() != null
                    ? volume
                    : VolumeBuilder.of(volume)
                            .image(ImageVolumeSourceBuilder.of(image)
                                    .pullPolicy(pullPolicy(image.reference()))
                                    .build())
                            .build();
        }
        for (int i = 1; i < VolumeType.TYPE.fieldCount(); i++) { // the first field is the name
            if (VolumeType.TYPE.get(volume, i) != null) {
                return volume;
            }
        }
        return VolumeBuilder.of(volume).emptyDir(EmptyDirVolumeSourceType.EMPTY).build();
    }

    static ResourceRequirements resources(ResourceRequirements resources) {
        Map<String, Quantity> limits = rounded(resources.limits());
        Map<String, Quantity> requests = rounded(resources.requests());
        return limits == resources.limits() && requests == resources.requests()
                ? resources
                : ResourceRequirementsBuilder.of(resources)
                        .limits(limits)
                        .requests(requests)
                        .build();
    }

    private static Map<String, Quantity> rounded(Map<String, Quantity> amounts) {
        for (Quantity amount : amounts.values()) {
            if (amount.roundUp(MILLI) != amount) {
                Map<String, Quantity> rounded = new HashMap<>();
                amounts.forEach((name, value) -> rounded.put(name, value.roundUp(MILLI)));
                return rounded;
            }
        }
        return amounts;
    }

    static Pod pod(Pod pod) {
        PodSpec spec = pod.spec();
        boolean host = Boolean.TRUE.equals(spec.hostNetwork());
        UnaryOperator<Container> complete = container -> {
            Container result = requests(container);
            return host ? hostPorts(result) : result;
        };
        List<Container> containers = map(spec.containers(), complete);
        List<Container> initContainers = map(spec.initContainers(), complete);
        ResourceRequirements resources = podResources(spec, containers, initContainers);
        if (containers == spec.containers()
                && initContainers == spec.initContainers()
                && resources == spec.resources()
                && spec.enableServiceLinks() != null) {
            return pod;
        }
        return new Pod(
                pod.metadata(),
                PodSpecBuilder.of(spec)
                        .containers(containers)
                        .initContainers(initContainers)
                        .resources(resources)
                        .enableServiceLinks(spec.enableServiceLinks() == null ? true : spec.enableServiceLinks())
                        .build(),
                pod.status());
    }

    private static <E> List<E> map(List<E> list, UnaryOperator<E> function) {
        List<E> result = null;
        for (int i = 0; i < list.size(); i++) {
            E element = function.apply(list.get(i));
            if (element != list.get(i)) {
                if (result == null) {
                    result = new ArrayList<>(list);
                }
                result.set(i, element);
            }
        }
        return result == null ? list : result;
    }

    /** A limit is also the request where there is none. */
    private static Container requests(Container container) {
        Map<String, Quantity> limits = container.resources().limits();
        Map<String, Quantity> requests = container.resources().requests();
        Map<String, Quantity> completed = withLimits(requests, limits, name -> true);
        return completed == requests
                ? container
                : ContainerBuilder.of(container)
                        .resources(ResourceRequirementsBuilder.of(container.resources())
                                .requests(completed)
                                .build())
                        .build();
    }

    private static Map<String, Quantity> withLimits(
            Map<String, Quantity> requests, Map<String, Quantity> limits, Predicate<String> applies) {
        Map<String, Quantity> completed = null;
        for (Map.Entry<String, Quantity> limit : limits.entrySet()) {
            if (!requests.containsKey(limit.getKey()) && applies.test(limit.getKey())) {
                if (completed == null) {
                    completed = new HashMap<>(requests);
                }
                completed.put(limit.getKey(), limit.getValue());
            }
        }
        return completed == null ? requests : completed;
    }

    /**
     * The pod's own requests: what all containers request, if any does; else the pod's limit. Only processor, memory and
     * huge pages can be asked for a pod as a whole.
     */
    private static @Nullable ResourceRequirements podResources(
            PodSpec spec, List<Container> containers, List<Container> initContainers) {
        ResourceRequirements resources = spec.resources();
        if (resources == null
                || (resources.limits().isEmpty() && resources.requests().isEmpty())) {
            return resources;
        }
        Map<String, Quantity> requests = new HashMap<>(resources.requests());
        Map<String, Quantity> ofContainers = new HashMap<>();
        for (Container container : containers) {
            container.resources().requests().forEach((name, amount) -> ofContainers.merge(name, amount, Quantity::add));
        }
        Map<String, Quantity> sidecars = new HashMap<>();
        for (Container container : initContainers) {
            boolean sidecar = "Always".equals(container.restartPolicy());
            container.resources().requests().forEach((name, amount) -> {
                if (sidecar) {
                    sidecars.merge(name, amount, Quantity::add);
                    ofContainers.merge(name, amount, Quantity::add);
                } else {
                    Quantity before = sidecars.get(name);
                    Quantity peak = before == null ? amount : before.add(amount);
                    ofContainers.merge(name, peak, (a, b) -> a.compareTo(b) >= 0 ? a : b);
                }
            });
        }
        ofContainers.forEach((name, amount) -> {
            if (isPodLevel(name) && !name.startsWith("hugepages-")) {
                requests.putIfAbsent(name, amount);
            }
        });
        Map<String, Quantity> completed = withLimits(requests, resources.limits(), PodDefaults::isPodLevel);
        return completed.equals(resources.requests())
                ? resources
                : ResourceRequirementsBuilder.of(resources).requests(completed).build();
    }

    private static boolean isPodLevel(String resource) {
        return resource.equals("cpu") || resource.equals("memory") || resource.startsWith("hugepages-");
    }

    private static Container hostPorts(Container container) {
        List<ContainerPort> ports = map(
                container.ports(),
                port -> port.hostPort() != null
                        ? port
                        : ContainerPortBuilder.of(port)
                                .hostPort(port.containerPort())
                                .build());
        return ports == container.ports()
                ? container
                : ContainerBuilder.of(container).ports(ports).build();
    }
}
