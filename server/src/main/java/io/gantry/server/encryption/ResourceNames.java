package io.gantry.server.encryption;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.registry.StorageKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The resources that the configuration names, and where they lie in the store. The texts are Kubernetes'. */
final class ResourceNames {
    private static final Set<String> WITHOUT_API =
            Set.of("apiserveripinfo", "serviceipallocations", "servicenodeportallocations");

    /** A resource and its group, empty for core; {@code *} for all. */
    private record Name(String resource, String group) {
        static Name of(String text) {
            int dot = text.indexOf('.');
            return dot < 0 ? new Name(text, "") : new Name(text.substring(0, dot), text.substring(dot + 1));
        }

        boolean covers(Name one) {
            return (resource.equals("*") || resource.equals(one.resource))
                    && (group.equals(one.group) || (group.equals("*") && resource.equals("*")));
        }
    }

    private ResourceNames() {}

    /**
     * Whether one of the names covers what lies under a prefix of the store.
     *
     * @param prefix as of {@link StorageKeys#prefix}
     */
    static boolean cover(List<String> names, String prefix) {
        Set<Name> there = under(prefix);
        return names.stream().map(Name::of).anyMatch(name -> there.stream().anyMatch(name::covers));
    }

    private static Set<Name> under(String prefix) {
        Set<Name> names = new HashSet<>();
        for (Kind<?> kind : Kinds.all()) {
            if (StorageKeys.prefix(kind).equals(prefix)) {
                names.add(new Name(kind.plural(), kind.group()));
            }
        }
        if (names.isEmpty() && prefix.startsWith(StorageKeys.ROOT)) {
            // a custom resource: /registry/GROUP/RESOURCE/
            String[] parts = prefix.substring(StorageKeys.ROOT.length()).split("/", 3);
            if (parts.length == 3) {
                names.add(new Name(parts[1], parts[0]));
            }
        }
        return names;
    }

    static void validate(List<String> names, FieldPath path, FieldErrors errors) {
        if (names.isEmpty()) {
            errors.required(path, "at least one " + path + " is required");
        }
        List<Name> parsed = names.stream().map(Name::of).toList();
        if (new HashSet<>(parsed).size() < parsed.size()) {
            errors.invalid(path, names, "the same resource cannot be specified multiple times");
        }
        if (overlap(parsed)) {
            errors.invalid(
                    path,
                    names,
                    "using overlapping resources such as 'secrets' and '*.' in the same resource list is not allowed as"
                            + " they will be masked");
        }
        for (int i = 0; i < names.size(); i++) {
            String problem = problem(names.get(i), parsed.get(i));
            if (!problem.isEmpty()) {
                errors.invalid(path.index(i), names.get(i), problem);
            }
        }
    }

    /** As Kubernetes counts: a name that is there twice overlaps with itself only from the second look on. */
    private static boolean overlap(List<Name> names) {
        Set<Name> distinct = new HashSet<>(names);
        for (Name a : distinct) {
            for (Name b : distinct) {
                if (!a.equals(b)
                        && ((a.resource.equals("*") && a.group.equals("*"))
                                || (a.group.equals(b.group) && (a.resource.equals("*") || b.resource.equals("*"))))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String problem(String text, Name name) {
        if (!text.toLowerCase(Locale.ROOT).equals(text)) {
            return "resource name should not contain capital letters";
        }
        if (text.equals("*")) {
            return "use '*.' to encrypt all the resources from core API group or *.* to encrypt all resources";
        }
        if (WITHOUT_API.contains(text)) {
            return "resources which do not have REST API/s cannot be encrypted";
        }
        return switch (name.group) {
            case "events.k8s.io" ->
                "'*.events.k8s.io' objects are stored using the 'events' API group in etcd. Use 'events'"
                        + " instead in the config file";
            case "extensions" -> "'extensions' group has been removed and cannot be used for encryption";
            case "*" -> name.resource.equals("*") ? "" : "encrypting the same resource across groups is not supported";
            default -> "";
        };
    }
}
