package io.gantry.server.admission.webhook;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.KubeObject;
import io.gantry.api.admissionregistration.v1.RuleWithOperations;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.select.LabelSelector;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.registry.Registries;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which requests a webhook wants to hear of: by its rules, its selector of namespaces and its selector of objects. */
final class HookRules {
    private final Supplier<Registries> registries;

    HookRules(Supplier<Registries> registries) {
        this.registries = registries;
    }

    boolean match(Hook hook, AdmissionRequest request) {
        return hook.rules().stream().anyMatch(rule -> matches(rule, request, hook.exact()))
                && namespaceMatches(hook, request)
                && objectMatches(hook, request);
    }

    private static boolean matches(RuleWithOperations rule, AdmissionRequest request, boolean exact) {
        Kind<?> kind = request.kind();
        return any(rule.operations(), request.operation().name())
                && any(rule.apiGroups(), kind.group())
                && (any(rule.apiVersions(), kind.version()) || (!exact && otherVersion(rule, kind)))
                && rule.resources().stream()
                        .anyMatch(pattern -> resource(pattern, kind.plural(), request.subresource()))
                && scope(rule.scope(), kind);
    }

    private static boolean any(List<String> patterns, String value) {
        return patterns.contains("*") || patterns.contains(value);
    }

    /** Whether the rule names another version in which the same resource is served. */
    private static boolean otherVersion(RuleWithOperations rule, Kind<?> kind) {
        return rule.apiVersions().stream()
                .anyMatch(version -> Kinds.findResource(kind.group(), version, kind.plural()) != null);
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

    /** A namespace is chosen by its own labels, other objects of the cluster are in none and always chosen. */
    private boolean namespaceMatches(Hook hook, AdmissionRequest request) {
        LabelSelector selector = LabelSelector.of(hook.namespaces());
        if (hook.namespaces() == null || selector.isEverything()) {
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

    private static boolean objectMatches(Hook hook, AdmissionRequest request) {
        LabelSelector selector = LabelSelector.of(hook.objects());
        return hook.objects() == null
                || selector.isEverything()
                || matches(selector, request.object())
                || matches(selector, request.old());
    }

    private static boolean matches(LabelSelector selector, @Nullable KubeObject object) {
        return object != null && selector.matches(object.metadata().labels());
    }
}
