package io.gantry.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds built-in kinds by the names that clients use. Immutable. */
public final class Kinds {
    private static final Map<String, Kind<?>> BY_KIND = new HashMap<>();
    private static final Map<String, Kind<?>> BY_RESOURCE = new HashMap<>();

    static {
        for (Kind<?> kind : BuiltinKinds.all()) {
            BY_KIND.put(key(kind.group(), kind.version(), kind.name()), kind);
            if (!kind.plural().isEmpty()) {
                BY_RESOURCE.put(key(kind.group(), kind.version(), kind.plural()), kind);
            }
        }
    }

    private Kinds() {}

    /** Every kind that a record declares, resources and others, served or not. */
    public static List<Kind<?>> all() {
        return BuiltinKinds.all();
    }

    /** The kind of a group (empty for core), version and kind name. */
    public static @Nullable Kind<?> find(String group, String version, String kind) {
        return BY_KIND.get(key(group, version, kind));
    }

    /** The kind of an object's {@code apiVersion} and {@code kind}. */
    public static @Nullable Kind<?> find(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return slash < 0
                ? find("", apiVersion, kind)
                : find(apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
    }

    /** The kind of a resource, such as {@code apps}, {@code v1}, {@code deployments}. */
    public static @Nullable Kind<?> findResource(String group, String version, String plural) {
        return BY_RESOURCE.get(key(group, version, plural));
    }

    /** The kind of an object that travels with apiVersion and kind; {@code null} for other objects. */
    public static @Nullable Kind<?> of(Object object) {
        return object instanceof KubeObject known
                ? known.kind()
                : BuiltinKinds.byClass().get(object.getClass().getName());
    }

    private static String key(String group, String version, String name) {
        return group + '/' + version + '/' + name;
    }
}
