package io.gantry.server.admission;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.LimitRange;
import io.gantry.api.core.v1.LimitRangeItem;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.quota.PodResources;
import io.gantry.api.types.Quantity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** In what a pod or a claim leaves the bounds of a LimitRange: one sentence each, in Kubernetes' words. */
final class LimitChecks {
    private final String type;
    private final Set<String> violations;

    private LimitChecks(String type, Set<String> violations) {
        this.type = type;
        this.violations = violations;
    }

    static List<String> ofPod(LimitRange range, PodSpec spec) {
        Set<String> violations = new LinkedHashSet<>();
        for (LimitRangeItem item : range.spec().limits()) {
            LimitChecks checks = new LimitChecks(item.type(), violations);
            switch (item.type()) {
                case "Container" ->
                    Stream.concat(spec.containers().stream(), spec.initContainers().stream())
                            .map(Container::resources)
                            .forEach(resources -> checks.all(
                                    item,
                                    resources == null ? Map.of() : resources.requests(),
                                    resources == null ? Map.of() : resources.limits()));
                case "Pod" -> checks.all(item, PodResources.requests(spec), PodResources.limits(spec));
                default -> {}
            }
        }
        return List.copyOf(violations);
    }

    static List<String> ofClaim(LimitRange range, PersistentVolumeClaim claim) {
        Set<String> violations = new LinkedHashSet<>();
        Map<String, Quantity> requests = claim.spec().resources().requests();
        for (LimitRangeItem item : range.spec().limits()) {
            if (item.type().equals("PersistentVolumeClaim")) {
                LimitChecks checks = new LimitChecks(item.type(), violations);
                new TreeMap<>(item.min()).forEach((name, min) -> checks.min(name, min, requests, Map.of()));
                new TreeMap<>(item.max()).forEach((name, max) -> checks.maxRequest(name, max, requests));
            }
        }
        return List.copyOf(violations);
    }

    private void all(LimitRangeItem item, Map<String, Quantity> requests, Map<String, Quantity> limits) {
        new TreeMap<>(item.min()).forEach((name, min) -> min(name, min, requests, limits));
        new TreeMap<>(item.max()).forEach((name, max) -> max(name, max, requests, limits));
        new TreeMap<>(item.maxLimitRequestRatio()).forEach((name, ratio) -> ratio(name, ratio, requests, limits));
    }

    private void min(String name, Quantity min, Map<String, Quantity> requests, Map<String, Quantity> limits) {
        String bound = "minimum " + name + " usage per " + type + " is " + min;
        Quantity request = requests.get(name);
        Quantity limit = limits.get(name);
        if (request == null) {
            violations.add(bound + ".  No request is specified");
        } else if (request.compareTo(min) < 0) {
            violations.add(bound + ", but request is " + request);
        } else if (limit != null && limit.compareTo(min) < 0) {
            violations.add(bound + ", but limit is " + limit);
        }
    }

    private void max(String name, Quantity max, Map<String, Quantity> requests, Map<String, Quantity> limits) {
        String bound = "maximum " + name + " usage per " + type + " is " + max;
        Quantity request = requests.get(name);
        Quantity limit = limits.get(name);
        if (limit == null) {
            violations.add(bound + ".  No limit is specified");
        } else if (limit.compareTo(max) > 0) {
            violations.add(bound + ", but limit is " + limit);
        } else if (request != null && request.compareTo(max) > 0) {
            violations.add(bound + ", but request is " + request);
        }
    }

    private void maxRequest(String name, Quantity max, Map<String, Quantity> requests) {
        String bound = "maximum " + name + " usage per " + type + " is " + max;
        Quantity request = requests.get(name);
        if (request == null) {
            violations.add(bound + ".  No request is specified");
        } else if (request.compareTo(max) > 0) {
            violations.add(bound + ", but request is " + request);
        }
    }

    private void ratio(String name, Quantity max, Map<String, Quantity> requests, Map<String, Quantity> limits) {
        String bound = name + " max limit to request ratio per " + type + " is " + max;
        Quantity request = requests.get(name);
        Quantity limit = limits.get(name);
        if (request == null || request.isZero()) {
            violations.add(bound + ", but no request is specified or request is 0");
        } else if (limit == null || limit.isZero()) {
            violations.add(bound + ", but no limit is specified or limit is 0");
        } else {
            double ratio = limit.approximate() / request.approximate();
            if (ratio > max.approximate()) {
                violations.add(bound + String.format(Locale.ROOT, ", but provided ratio is %f", ratio));
            }
        }
    }
}
