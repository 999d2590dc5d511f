package io.gantry.api.quota;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Affinity;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodAffinityTerm;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.ResourceQuotaSpec;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.core.v1.ScopedResourceSelectorRequirement;
import io.gantry.api.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which objects a quota is for. A quota with scopes is for pods, and for claims where a scope is about claims. */
final class QuotaScopes {
    private QuotaScopes() {}

    static boolean match(ResourceQuotaSpec spec, KubeObject object) {
        for (ScopedResourceSelectorRequirement scope : of(spec)) {
            boolean matches = switch (object) {
                case Pod pod -> matches(scope, pod);
                case PersistentVolumeClaim claim ->
                    scope.scopeName().equals("VolumeAttributesClass")
                            && operator(scope, claim.spec().volumeAttributesClassName());
                default -> false;
            };
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    private static List<ScopedResourceSelectorRequirement> of(ResourceQuotaSpec spec) {
        List<ScopedResourceSelectorRequirement> scopes = new ArrayList<>();
        for (String scope : spec.scopes()) {
            scopes.add(new ScopedResourceSelectorRequirement(scope, "Exists", List.of()));
        }
        var selector = spec.scopeSelector();
        if (selector != null) {
            scopes.addAll(selector.matchExpressions());
        }
        return scopes;
    }

    private static boolean matches(ScopedResourceSelectorRequirement scope, Pod pod) {
        return switch (scope.scopeName()) {
            case "Terminating" -> terminating(pod);
            case "NotTerminating" -> !terminating(pod);
            case "BestEffort" -> bestEffort(pod);
            case "NotBestEffort" -> !bestEffort(pod);
            case "PriorityClass" -> operator(scope, pod.spec().priorityClassName());
            case "CrossNamespacePodAffinity" -> crossesNamespaces(pod.spec().affinity());
            default -> false;
        };
    }

    private static boolean operator(ScopedResourceSelectorRequirement scope, @Nullable String value) {
        boolean present = value != null && !value.isEmpty();
        return switch (scope.operator()) {
            case "Exists" -> present;
            case "DoesNotExist" -> !present;
            case "In" -> present && scope.values().contains(value);
            case "NotIn" -> !present || !scope.values().contains(value);
            default -> false;
        };
    }

    private static boolean terminating(Pod pod) {
        Long deadline = pod.spec().activeDeadlineSeconds();
        return deadline != null && deadline >= 0;
    }

    private static boolean bestEffort(Pod pod) {
        String quality = pod.status().qosClass();
        if (quality != null && !quality.isEmpty()) {
            return quality.equals("BestEffort");
        }
        PodSpec spec = pod.spec();
        return !asks(spec.resources())
                && Stream.concat(spec.containers().stream(), spec.initContainers().stream())
                        .map(Container::resources)
                        .noneMatch(QuotaScopes::asks);
    }

    private static boolean asks(@Nullable ResourceRequirements resources) {
        return resources != null && (asks(resources.requests()) || asks(resources.limits()));
    }

    private static boolean asks(Map<String, Quantity> amounts) {
        return amounts.getOrDefault("cpu", Quantity.ZERO).signum() > 0
                || amounts.getOrDefault("memory", Quantity.ZERO).signum() > 0;
    }

    private static boolean crossesNamespaces(@Nullable Affinity affinity) {
        if (affinity == null) {
            return false;
        }
        List<PodAffinityTerm> terms = new ArrayList<>();
        var near = affinity.podAffinity();
        if (near != null) {
            terms.addAll(near.requiredDuringSchedulingIgnoredDuringExecution());
            near.preferredDuringSchedulingIgnoredDuringExecution().forEach(each -> terms.add(each.podAffinityTerm()));
        }
        var far = affinity.podAntiAffinity();
        if (far != null) {
            terms.addAll(far.requiredDuringSchedulingIgnoredDuringExecution());
            far.preferredDuringSchedulingIgnoredDuringExecution().forEach(each -> terms.add(each.podAffinityTerm()));
        }
        return terms.stream().anyMatch(term -> !term.namespaces().isEmpty() || term.namespaceSelector() != null);
    }
}
