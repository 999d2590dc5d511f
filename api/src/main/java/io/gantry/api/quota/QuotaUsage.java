package io.gantry.api.quota;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.ResourceQuotaSpec;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.resource.v1.DeviceRequest;
import io.gantry.api.resource.v1.DeviceSubRequest;
import io.gantry.api.resource.v1.ExactDeviceRequest;
import io.gantry.api.resource.v1.ResourceClaim;
import io.gantry.api.types.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one object takes of the amounts that quotas limit, and which of them its kind can take at all. */
public final class QuotaUsage {
    private static final Quantity ONE = Quantity.ofLong(1);

    /** Kinds that were limited under their plain names before {@code count/} came. */
    private static final Set<String> PLAIN =
            Set.of("replicationcontrollers", "resourcequotas", "secrets", "configmaps");

    private static final Set<String> OF_PODS = Set.of(
            "count/pods",
            "pods",
            "cpu",
            "memory",
            "ephemeral-storage",
            "requests.cpu",
            "requests.memory",
            "requests.ephemeral-storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage");

    /** Where one of these is limited, every container must state its own: an old rule that is kept. */
    private static final Set<String> TO_BE_STATED =
            Set.of("cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

    private static final Set<String> OF_SERVICES =
            Set.of("count/services", "services", "services.nodeports", "services.loadbalancers");
    private static final Set<String> OF_CLAIMS =
            Set.of("count/persistentvolumeclaims", "persistentvolumeclaims", "requests.storage");
    private static final String CLASS = ".storageclass.storage.k8s.io/";
    private static final String DEVICES = ".deviceclass.resource.k8s.io/devices";
    private static final String REQUESTS = "requests.";
    private static final String HUGE_PAGES = "hugepages-";

    /** How many devices a request for all of them may get. */
    private static final long ALL_DEVICES = 32;

    private QuotaUsage() {}

    /** Whether objects of a kind are limited at all: events never were. */
    public static boolean limits(Kind<?> kind) {
        return kind.namespaced() && !kind.plural().equals("events");
    }

    /** Whether an object's use can grow by a change of the object or of this subresource. */
    public static boolean growsByUpdate(Kind<?> kind, String subresource) {
        return switch (kind.qualifiedResource()) {
            case "pods" -> subresource.equals("resize");
            case "services", "persistentvolumeclaims", "resourceclaims.resource.k8s.io" -> subresource.isEmpty();
            default -> false;
        };
    }

    /** Whether objects of this kind use the amount that a quota limits under this name. */
    public static boolean uses(Kind<?> kind, String name) {
        return switch (kind.qualifiedResource()) {
            case "pods" ->
                OF_PODS.contains(name)
                        || name.startsWith(HUGE_PAGES)
                        || name.startsWith(REQUESTS + HUGE_PAGES)
                        || (name.startsWith(REQUESTS) && !isNative(name));
            case "services" -> OF_SERVICES.contains(name);
            case "persistentvolumeclaims" ->
                OF_CLAIMS.contains(name)
                        || name.endsWith(CLASS + "persistentvolumeclaims")
                        || name.endsWith(CLASS + "requests.storage");
            case "resourceclaims.resource.k8s.io" -> name.equals(count(kind)) || name.endsWith(DEVICES);
            default -> name.equals(count(kind)) || (PLAIN.contains(name) && name.equals(kind.qualifiedResource()));
        };
    }

    private static String count(Kind<?> kind) {
        return "count/" + kind.qualifiedResource();
    }

    private static boolean isNative(String name) {
        return !name.contains("/") || name.contains("kubernetes.io/");
    }

    /** Whether a quota is for an object: by its scopes and by what the object uses. */
    public static boolean covers(ResourceQuotaSpec quota, KubeObject object) {
        return quota.hard().keySet().stream().anyMatch(name -> uses(object.kind(), name))
                && QuotaScopes.match(quota, object);
    }

    /**
     * What objects of one kind use together of what a quota limits: an amount, if only zero, for every limited name that
     * the kind can use.
     */
    public static Map<String, Quantity> of(
            ResourceQuotaSpec quota, Kind<?> kind, Iterable<? extends KubeObject> objects, Instant now) {
        Map<String, Quantity> sum = new TreeMap<>();
        for (String name : quota.hard().keySet()) {
            if (uses(kind, name)) {
                sum.put(name, Quantity.ZERO);
            }
        }
        if (!sum.isEmpty()) {
            for (KubeObject object : objects) {
                if (QuotaScopes.match(quota, object)) {
                    of(object, now)
                            .forEach((name, amount) -> sum.computeIfPresent(name, (_, other) -> other.add(amount)));
                }
            }
        }
        return sum;
    }

    /** What an object uses, by all names that it could be limited under. */
    public static Map<String, Quantity> of(KubeObject object, Instant now) {
        Map<String, Quantity> usage = new TreeMap<>();
        String resource = object.kind().qualifiedResource();
        usage.put(count(object.kind()), ONE);
        switch (object) {
            case Pod pod -> ofPod(pod, now, usage);
            case Service service -> ofService(service, usage);
            case PersistentVolumeClaim claim -> ofClaim(claim, usage);
            case ResourceClaim claim -> ofDevices(claim, usage);
            default -> {
                if (PLAIN.contains(resource)) {
                    usage.put(resource, ONE);
                }
            }
        }
        return usage;
    }

    /** A pod that has ended, or whose time to end is over, is counted but uses nothing. */
    private static void ofPod(Pod pod, Instant now, Map<String, Quantity> usage) {
        String phase = pod.status().phase();
        Instant deletion = pod.metadata().deletionTimestamp();
        Long grace = pod.metadata().deletionGracePeriodSeconds();
        boolean overdue = deletion != null && grace != null && now.isAfter(deletion.plusSeconds(grace));
        if ("Failed".equals(phase) || "Succeeded".equals(phase) || overdue) {
            return;
        }
        usage.putAll(compute(PodResources.requests(pod), PodResources.limits(pod)));
    }

    private static Map<String, Quantity> compute(Map<String, Quantity> requests, Map<String, Quantity> limits) {
        Map<String, Quantity> usage = new TreeMap<>();
        usage.put("pods", ONE);
        for (String name : List.of("cpu", "memory", "ephemeral-storage")) {
            Quantity request = requests.get(name);
            if (request != null) {
                usage.put(name, request);
                usage.put(REQUESTS + name, request);
            }
            Quantity limit = limits.get(name);
            if (limit != null) {
                usage.put("limits." + name, limit);
            }
        }
        requests.forEach((name, amount) -> {
            if (name.startsWith(HUGE_PAGES)) {
                usage.put(name, amount);
                usage.put(REQUESTS + name, amount);
            } else if (!isNative(name) && !name.startsWith(REQUESTS)) {
                usage.put(REQUESTS + name, amount);
            }
        });
        return usage;
    }

    /**
     * What a pod's containers would have to state of the limited names and do not: {@code cpu for: a,b; memory for: a};
     * empty when nothing is missing.
     */
    public static String unstated(Pod pod, Set<String> limited) {
        Map<String, Set<String>> missing = new TreeMap<>();
        Stream.concat(pod.spec().containers().stream(), pod.spec().initContainers().stream())
                .forEach(container -> {
                    var resources = container.resources();
                    Set<String> stated = resources == null
                            ? Set.of()
                            : compute(resources.requests(), resources.limits()).keySet();
                    for (String name : limited) {
                        if (TO_BE_STATED.contains(name) && !stated.contains(name)) {
                            missing.computeIfAbsent(name, _ -> new TreeSet<>()).add(container.name());
                        }
                    }
                });
        return missing.entrySet().stream()
                .map(entry -> entry.getKey() + " for: " + String.join(",", entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static void ofService(Service service, Map<String, Quantity> usage) {
        List<ServicePort> ports = service.spec().ports();
        String type = service.spec().type();
        boolean balanced = "LoadBalancer".equals(type);
        long nodePorts = 0;
        if ("NodePort".equals(type)
                || (balanced && !Boolean.FALSE.equals(service.spec().allocateLoadBalancerNodePorts()))) {
            nodePorts = ports.size();
        } else if (balanced) {
            nodePorts = ports.stream().filter(port -> isSet(port.nodePort())).count();
        }
        usage.put("services", ONE);
        usage.put("services.nodeports", Quantity.ofLong(nodePorts));
        usage.put("services.loadbalancers", balanced ? ONE : Quantity.ZERO);
    }

    private static boolean isSet(@Nullable Integer port) {
        return port != null && port != 0;
    }

    private static void ofClaim(PersistentVolumeClaim claim, Map<String, Quantity> usage) {
        Map<String, Quantity> size = new TreeMap<>();
        Quantity asked = claim.spec().resources().requests().get("storage");
        if (asked != null) {
            size.put("requests.storage", asked);
        }
        Quantity allocated = claim.status().allocatedResources().get("storage");
        if (allocated != null) {
            Amounts.maxTo(size, Map.of("requests.storage", allocated));
        }
        size.put("persistentvolumeclaims", ONE);
        String annotated = claim.metadata().annotations().get("volume.beta.kubernetes.io/storage-class");
        String storageClass = annotated != null ? annotated : claim.spec().storageClassName();
        size.forEach((name, amount) -> {
            usage.put(name, amount);
            if (storageClass != null && !storageClass.isEmpty()) {
                usage.put(storageClass + CLASS + name, amount);
            }
        });
    }

    /** Of alternatives any may be chosen: each class is charged for its dearest. */
    private static void ofDevices(ResourceClaim claim, Map<String, Quantity> usage) {
        for (DeviceRequest request : claim.spec().devices().requests()) {
            Map<String, Quantity> devices = new TreeMap<>();
            ExactDeviceRequest exactly = request.exactly();
            if (exactly != null) {
                Amounts.maxTo(devices, devices(exactly.deviceClassName(), exactly.allocationMode(), exactly.count()));
            }
            for (DeviceSubRequest other : request.firstAvailable()) {
                Amounts.maxTo(devices, devices(other.deviceClassName(), other.allocationMode(), other.count()));
            }
            Amounts.addTo(usage, devices);
        }
    }

    private static Map<String, Quantity> devices(String deviceClass, @Nullable String mode, @Nullable Long count) {
        long devices = "All".equals(mode) ? ALL_DEVICES : count == null ? 1 : count;
        return Map.of(deviceClass + DEVICES, Quantity.ofLong(devices));
    }
}
