package io.gantry.server.aggregation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an aggregated server said of its version when it was last asked. Immutable: nobody changes the tree.
 *
 * @param resources as in the aggregated form of discovery; null when the server was never reached
 * @param stale whether the server could not be asked since
 * @param openApi where its document of version 3 is, with a hash of the content; empty when it has none
 */
record Discovered(@Nullable List<Object> resources, boolean stale, String openApi) {
    static final Discovered NOTHING = new Discovered(null, true, "");

    Discovered outdated() {
        return stale ? this : new Discovered(resources, true, openApi);
    }

    /** @param subresource empty for the resource itself */
    boolean serves(String resource, String subresource) {
        if (resources == null) {
            return false;
        }
        for (Object each : resources) {
            if (each instanceof Map<?, ?> entry && resource.equals(entry.get("resource"))) {
                return subresource.isEmpty()
                        || list(entry.get("subresources")).stream()
                                .anyMatch(of ->
                                        of instanceof Map<?, ?> below && subresource.equals(below.get("subresource")));
            }
        }
        return false;
    }

    /** The entry of the version in a document of aggregated discovery. */
    Map<String, Object> entry(String version) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("version", version);
        if (resources != null) {
            entry.put("resources", resources);
        }
        entry.put("freshness", stale ? "Stale" : "Current");
        return entry;
    }

    /** The resources of a version in a list of aggregated discovery; null when the list does not have them. */
    static @Nullable List<Object> inAggregated(@Nullable Object document, String group, String version) {
        if (!(document instanceof Map<?, ?> map) || !"APIGroupDiscoveryList".equals(map.get("kind"))) {
            return null;
        }
        for (Object item : list(map.get("items"))) {
            if (item instanceof Map<?, ?> each
                    && each.get("metadata") instanceof Map<?, ?> metadata
                    && group.equals(metadata.get("name"))) {
                for (Object entry : list(each.get("versions"))) {
                    if (entry instanceof Map<?, ?> found && version.equals(found.get("version"))) {
                        return list(found.get("resources"));
                    }
                }
            }
        }
        return null;
    }

    /** The same from an APIResourceList, the older form; null when it is none. */
    static @Nullable List<Object> inResourceList(@Nullable Object document, String group, String version) {
        if (!(document instanceof Map<?, ?> map) || !(map.get("resources") instanceof List<?> given)) {
            return null;
        }
        Map<String, Map<String, Object>> resources = new LinkedHashMap<>();
        Map<String, List<Object>> subresources = new LinkedHashMap<>();
        for (Object item : given) {
            if (!(item instanceof Map<?, ?> resource) || !(resource.get("name") instanceof String name)) {
                continue;
            }
            int slash = name.indexOf('/');
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put(slash < 0 ? "resource" : "subresource", name.substring(slash + 1));
            entry.put("responseKind", responseKind(resource, group, version));
            if (slash < 0) {
                entry.put("scope", Boolean.TRUE.equals(resource.get("namespaced")) ? "Namespaced" : "Cluster");
                copy(resource, "singularName", entry, "singularResource");
                copy(resource, "shortNames", entry, "shortNames");
                copy(resource, "categories", entry, "categories");
            }
            entry.put("verbs", list(resource.get("verbs")));
            if (slash < 0) {
                resources.put(name, entry);
            } else {
                subresources
                        .computeIfAbsent(name.substring(0, slash), absent -> new ArrayList<>())
                        .add(entry);
            }
        }
        subresources.forEach((name, entries) -> {
            Map<String, Object> parent = resources.get(name);
            if (parent != null) {
                parent.put("subresources", entries);
            }
        });
        return List.copyOf(resources.values());
    }

    private static Map<String, Object> responseKind(Map<?, ?> resource, String group, String version) {
        Map<String, Object> kind = new LinkedHashMap<>();
        kind.put("group", resource.get("group") instanceof String own ? own : group);
        kind.put("version", resource.get("version") instanceof String own ? own : version);
        kind.put("kind", resource.get("kind") instanceof String name ? name : "");
        return kind;
    }

    private static void copy(Map<?, ?> from, String name, Map<String, Object> to, String as) {
        Object value = from.get(name);
        if (value != null) {
            to.put(as, value);
        }
    }

    /** Where version 3 of OpenAPI is described; empty when the index does not have it. */
    static String inIndex(@Nullable Object index, String path) {
        return index instanceof Map<?, ?> map
                        && map.get("paths") instanceof Map<?, ?> paths
                        && paths.get(path) instanceof Map<?, ?> entry
                        && entry.get("serverRelativeURL") instanceof String url
                ? url
                : "";
    }

    @SuppressWarnings("unchecked") // a list of a JSON tree
    private static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? (List<Object>) list : List.of();
    }
}
