package io.gantry.server.admission;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.KubeObject;
import io.gantry.api.admissionregistration.v1.MatchResources;
import io.gantry.api.admissionregistration.v1.NamedRuleWithOperations;
import io.gantry.api.admissionregistration.v1.RuleWithOperations;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.select.LabelSelector;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Registries;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a webhook or a policy is about: by rules, by a selector of namespaces and by a selector of objects.
 * Thread-safe.
 */
public final class RequestRules {
    private final Supplier<Registries> registries;

    public RequestRules(Supplier<Registries> registries) {
        this.registries = registries;
    }

    /** @param exact rules mean the version that they name and no other of the same resource */
    public static boolean any(List<RuleWithOperations> rules, boolean exact, AdmissionRequest request) {
        return rules.stream()
                .anyMatch(rule -> matches(
                        rule.operations(),
                        rule.apiGroups(),
                        rule.apiVersions(),
                        rule.resources(),
                        rule.scope(),
                        exact,
                        request));
    }

    /** Whether a policy, or its binding, is about the request; without rules it is about all that the selectors choose. */
    public boolean matches(MatchResources match, AdmissionRequest request) {
        boolean exact = "Exact".equals(match.matchPolicy());
        return chosen(match.namespaceSelector(), match.objectSelector(), request)
                && !named(match.excludeResourceRules(), exact, request)
                && (match.resourceRules().isEmpty() || named(match.resourceRules(), exact, request));
    }

    private static boolean named(List<NamedRuleWithOperations> rules, boolean exact, AdmissionRequest request) {
        return rules.stream()
                .anyMatch(rule -> matches(
                                rule.operations(),
                                rule.apiGroups(),
                                rule.apiVersions(),
                                rule.resources(),
                                rule.scope(),
                                exact,
                                request)
                        && (rule.resourceNames().isEmpty()
                                || rule.resourceNames().contains(request.name())));
    }

    private static boolean matches(
            List<String> operations,
            List<String> groups,
            List<String> versions,
            List<String> resources,
            @Nullable String scope,
            boolean exact,
            AdmissionRequest request) {
        Kind<?> kind = request.kind();
        return any(operations, request.operation().name())
                && any(groups, kind.group())
                && (any(versions, kind.version()) || (!exact && otherVersion(versions, kind)))
                && resources.stream().anyMatch(pattern -> resource(pattern, kind.plural(), request.subresource()))
                && scope(scope, kind);
    }

    private static boolean any(List<String> patterns, String value) {
        return patterns.contains("*") || patterns.contains(value);
    }

    /** Whether another version is named in which the same resource is served. */
    private static boolean otherVersion(List<String> versions, Kind<?> kind) {
        return versions.stream().anyMatch(version -> Kinds.findResource(kind.group(), version, kind.plural()) != null);
    }

    private static boolean resource(String pattern, String plural, String subresource) {
        int slash = pattern.indexOf('/');
        String resource = slash < 0 ? pattern : pattern.substring(0, slash);
        boolean same = resource.equals("*") || resource.equals(plural);
        if (slash < 0) {
            return same && subresource.isEmpty();
        }
        String wanted = pattern.substring(slash + 1);
        return same && (wanted.equals("*") || wanted.equals(subresource));
    }

    private static boolean scope(@Nullable String scope, Kind<?> kind) {
        return switch (scope == null ? "*" : scope) {
            case "Namespaced" -> kind.namespaced();
            case "Cluster" -> !kind.namespaced();
            default -> true;
        };
    }

    /** Whether both selectors choose what the request is about. */
    public boolean chosen(
            io.gantry.api.meta.v1.@Nullable LabelSelector namespaces,
            io.gantry.api.meta.v1.@Nullable LabelSelector objects,
            AdmissionRequest request) {
        return namespaceMatches(namespaces, request) && objectMatches(objects, request);
    }

    /** A namespace is chosen by its own labels, other objects of the cluster are in none and always chosen. */
    private boolean namespaceMatches(io.gantry.api.meta.v1.@Nullable LabelSelector given, AdmissionRequest request) {
        LabelSelector selector = LabelSelector.of(given);
        if (given == null || selector.isEverything()) {
            return true;
        }
        KubeObject object = request.object() == null ? request.old() : request.object();
        if (object instanceof Namespace namespace) {
            return selector.matches(namespace.metadata().labels());
        }
        if (!request.kind().namespaced()) {
            return true;
        }
        Namespace namespace = registries.get().registry(NamespaceType.KIND).get("", request.namespace());
        return selector.matches(namespace.metadata().labels());
    }

    private static boolean objectMatches(
            io.gantry.api.meta.v1.@Nullable LabelSelector given, AdmissionRequest request) {
        LabelSelector selector = LabelSelector.of(given);
        return given == null
                || selector.isEverything()
                // What a client connects with has no labels, not even none.
                || (request.operation() != Operation.CONNECT
                        && (matches(selector, request.object()) || matches(selector, request.old())));
    }

    private static boolean matches(LabelSelector selector, @Nullable KubeObject object) {
        return object != null && selector.matches(object.metadata().labels());
    }
}
