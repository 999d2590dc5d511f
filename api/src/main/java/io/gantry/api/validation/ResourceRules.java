package io.gantry.api.validation;

import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.ResourceFieldSelector;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.names.Names;
import io.gantry.api.types.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Amounts of resources. */
final class ResourceRules {
    private static final Set<String> CONTAINER = Set.of("cpu", "memory", "ephemeral-storage");
    /** Objects that a quota counts: there are no halves of them. */
    private static final Set<String> COUNTED = Set.of(
            "configmaps",
            "persistentvolumeclaims",
            "pods",
            "replicationcontrollers",
            "resourcequotas",
            "secrets",
            "services",
            "services.loadbalancers",
            "services.nodeports");

    private static final Set<String> QUOTA = quota();
    private static final String HUGE_PAGES = "hugepages-";

    private ResourceRules() {}

    private static Set<String> quota() {
        Set<String> resources = new HashSet<>(COUNTED);
        resources.addAll(CONTAINER);
        resources.addAll(List.of(
                "limits.cpu",
                "limits.ephemeral-storage",
                "limits.memory",
                "requests.cpu",
                "requests.ephemeral-storage",
                "requests.memory",
                "requests.storage"));
        return Set.copyOf(resources);
    }

    static boolean isHugePages(String resource) {
        return resource.startsWith(HUGE_PAGES);
    }

    /** Resources that Kubernetes itself knows; all others are extended resources with a domain of their own. */
    static boolean isNative(String resource) {
        return resource.indexOf('/') < 0
                || resource.substring(0, resource.indexOf('/')).endsWith("kubernetes.io");
    }

    private static boolean overcommits(String resource) {
        return isNative(resource) && !isHugePages(resource);
    }

    /** A name without a domain is one of Kubernetes' own. */
    private static void standard(String resource, FieldPath path, FieldErrors errors) {
        if (!QUOTA.contains(resource)
                && !resource.equals("storage")
                && !isHugePages(resource)
                && !resource.startsWith("requests." + HUGE_PAGES)) {
            errors.invalid(path, resource, "must be a standard resource type or fully qualified");
        }
    }

    /** What a quota can bound. */
    static void quotaResource(String resource, FieldPath path, FieldErrors errors) {
        List<String> wrong = Names.qualifiedName(resource);
        errors.invalid(path, resource, wrong);
        if (!wrong.isEmpty() || resource.indexOf('/') >= 0) {
            return;
        }
        standard(resource, path, errors);
        if (!QUOTA.contains(resource) && !isHugePages(resource) && !resource.startsWith("requests." + HUGE_PAGES)) {
            errors.invalid(path, resource, "must be a standard resource for quota");
        }
    }

    static void amount(String resource, Quantity amount, FieldPath path, FieldErrors errors) {
        if (amount.signum() < 0) {
            errors.invalid(path, amount.toString(), "must be greater than or equal to 0");
        }
        if ((!isNative(resource) || COUNTED.contains(resource))
                && amount.compareTo(Quantity.ofLong(amount.value())) != 0) {
            errors.invalid(path, amount.toString(), "must be an integer");
        }
    }

    /** What a container can ask for. */
    static void containerResource(String resource, FieldPath path, FieldErrors errors) {
        List<String> wrong = Names.qualifiedName(resource);
        errors.invalid(path, resource, wrong);
        if (!wrong.isEmpty()) {
            return;
        }
        if (resource.indexOf('/') < 0) {
            standard(resource, path, errors);
            if (!CONTAINER.contains(resource) && !isHugePages(resource)) {
                errors.invalid(path, resource, "must be a standard resource for containers");
            }
        } else if (isNative(resource) || resource.startsWith("requests.")) {
            errors.invalid(path, resource, "doesn't follow extended resource name standard");
        }
    }

    static void requirements(ResourceRequirements resources, FieldPath path, FieldErrors errors) {
        FieldPath limits = path.child("limits");
        FieldPath requests = path.child("requests");
        boolean hugePages = false;
        boolean others = false;
        for (Map.Entry<String, Quantity> limit : resources.limits().entrySet()) {
            String resource = limit.getKey();
            containerResource(resource, limits.key(resource), errors);
            amount(resource, limit.getValue(), limits.key(resource), errors);
            hugePages |= isHugePages(resource);
            others |= resource.equals("cpu") || resource.equals("memory");
        }
        for (Map.Entry<String, Quantity> request : resources.requests().entrySet()) {
            String resource = request.getKey();
            Quantity amount = request.getValue();
            containerResource(resource, requests.key(resource), errors);
            amount(resource, amount, requests.key(resource), errors);
            hugePages |= isHugePages(resource);
            others |= resource.equals("cpu") || resource.equals("memory");
            Quantity limit = resources.limits().get(resource);
            if (limit != null) {
                if (amount.compareTo(limit) != 0 && !overcommits(resource)) {
                    errors.invalid(requests, amount.toString(), "must be equal to " + resource + " limit of " + limit);
                } else if (amount.compareTo(limit) > 0) {
                    errors.invalid(
                            requests,
                            amount.toString(),
                            "must be less than or equal to " + resource + " limit of " + limit);
                }
            } else if (!overcommits(resource)) {
                errors.required(limits, "Limit must be set for non overcommitable resources");
            }
        }
        if (hugePages && !others) {
            errors.forbidden(path, "HugePages require cpu or memory");
        }
    }

    /** What is asked for a pod as a whole must cover what its containers ask for. */
    static void podRequirements(ResourceRequirements resources, PodSpec spec, FieldPath path, FieldErrors errors) {
        Map<String, Quantity> requests = resources.requests();
        for (String name : List.of("limits", "requests")) {
            Map<String, Quantity> amounts = name.equals("limits") ? resources.limits() : requests;
            for (String resource : amounts.keySet()) {
                if (!resource.equals("cpu") && !resource.equals("memory") && !isHugePages(resource)) {
                    errors.notSupported(
                            path.child(name).key(resource), resource, List.of("cpu", "hugepages-", "memory"));
                }
            }
        }
        if (!resources.claims().isEmpty()) {
            errors.forbidden(path.child("claims"), "claims may not be set for Resources at pod-level");
        }
        requests.forEach((resource, amount) -> {
            Quantity limit = resources.limits().get(resource);
            if (limit != null && amount.compareTo(limit) > 0) {
                errors.invalid(
                        path.child("requests"),
                        amount.toString(),
                        "must be less than or equal to " + resource + " limit of " + limit);
            }
            Quantity sum = Quantity.ZERO;
            for (var container : spec.containers()) {
                sum = sum.add(container.resources().requests().getOrDefault(resource, Quantity.ZERO));
            }
            if (sum.compareTo(amount) > 0) {
                errors.invalid(
                        path.child("requests").key(resource),
                        amount.toString(),
                        "must be greater than or equal to aggregate container requests of " + sum);
            }
        });
    }

    /** A container's resource that it can see itself. */
    static void fieldSelector(ResourceFieldSelector selector, boolean inVolume, FieldPath path, FieldErrors errors) {
        if (inVolume
                && (selector.containerName() == null || selector.containerName().isEmpty())) {
            errors.required(path.child("containerName"), "");
        }
        String resource = selector.resource();
        if (resource.isEmpty()) {
            errors.required(path.child("resource"), "");
            return;
        }
        List<String> supported = List.of(
                "limits.cpu",
                "limits.ephemeral-storage",
                "limits.memory",
                "requests.cpu",
                "requests.ephemeral-storage",
                "requests.memory");
        if (!supported.contains(resource)
                && !resource.startsWith("limits." + HUGE_PAGES)
                && !resource.startsWith("requests." + HUGE_PAGES)) {
            errors.notSupported(path.child("resource"), resource, supported);
        }
        Quantity divisor = selector.divisor();
        if (divisor != null && !divisor.isZero()) {
            boolean cpu = resource.endsWith(".cpu");
            List<String> divisors = cpu
                    ? List.of("1m", "1")
                    : List.of("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");
            if (!divisors.contains(divisor.toString())) {
                errors.invalid(
                        path.child("divisor"),
                        divisor.toString(),
                        cpu
                                ? "only divisor's values 1m and 1 are supported with the cpu resource"
                                : "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are"
                                        + " supported with the " + resource.substring(resource.indexOf('.') + 1)
                                        + " resource");
            }
        }
    }
}
