package io.gantry.server.aggregation;

import io.gantry.server.discovery.VersionOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Discovery of this server and of the aggregated ones as one: groups and versions in the order of the priorities that
 * APIServices have. Pure.
 */
final class MergedDiscovery {
    /** @param entry as in aggregated discovery */
    record Version(String name, int priority, Map<String, Object> entry) {}

    /** @param priority the highest of its versions' */
    record Group(String name, int priority, List<Version> versions) {}

    private MergedDiscovery() {}

    /**
     * @param local the document of aggregated discovery of this server alone
     * @param discovered what is known of each route
     */
    static List<Group> merge(Map<?, ?> local, Map<Route, Discovered> discovered) {
        Map<String, Map<String, Version>> groups = new TreeMap<>();
        Map<String, Integer> priorities = new TreeMap<>();
        if (local.get("items") instanceof List<?> items) {
            items.forEach(item -> addLocal(item, groups, priorities));
        }
        discovered.forEach((route, found) -> {
            if (!route.group().isEmpty()) {
                groups.computeIfAbsent(route.group(), absent -> new LinkedHashMap<>())
                        .put(
                                route.version(),
                                new Version(route.version(), route.versionPriority(), found.entry(route.version())));
                priorities.merge(route.group(), route.groupPriority(), Math::max);
            }
        });
        List<Group> merged = new ArrayList<>();
        groups.forEach((name, versions) -> {
            List<Version> sorted = new ArrayList<>(versions.values());
            sorted.sort(Comparator.comparingInt(Version::priority)
                    .reversed()
                    .thenComparing(Version::name, VersionOrder::compare));
            merged.add(new Group(name, priorities.getOrDefault(name, 0), sorted));
        });
        merged.sort(Comparator.comparingInt(Group::priority).reversed().thenComparing(Group::name));
        return merged;
    }

    @SuppressWarnings("unchecked") // an object of a JSON tree
    private static void addLocal(
            @Nullable Object item, Map<String, Map<String, Version>> groups, Map<String, Integer> priorities) {
        if (item instanceof Map<?, ?> group
                && group.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("name") instanceof String name
                && group.get("versions") instanceof List<?> versions) {
            Map<String, Version> byName = new LinkedHashMap<>();
            for (Object each : versions) {
                if (each instanceof Map<?, ?> version && version.get("version") instanceof String text) {
                    byName.put(text, new Version(text, LocalServices.versionPriority(name, text), (Map<String, Object>)
                            version));
                }
            }
            groups.put(name, byName);
            priorities.put(name, LocalServices.groupPriority(name));
        }
    }

    static Map<String, Object> aggregated(List<Group> groups, String documentVersion) {
        List<Object> items = new ArrayList<>();
        for (Group group : groups) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("metadata", Map.of("name", group.name()));
            item.put("versions", group.versions().stream().map(Version::entry).toList());
            items.add(item);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", "APIGroupDiscoveryList");
        document.put("apiVersion", "apidiscovery.k8s.io/" + documentVersion);
        document.put("metadata", Map.of());
        document.put("items", items);
        return document;
    }

    static Map<String, Object> groupList(List<Group> groups) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", "APIGroupList");
        document.put("apiVersion", "v1");
        document.put("groups", groups.stream().map(MergedDiscovery::legacy).toList());
        return document;
    }

    /** One group's own document; null when there is no such group. */
    static @Nullable Map<String, Object> group(List<Group> groups, String name) {
        for (Group group : groups) {
            if (group.name().equals(name)) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("kind", "APIGroup");
                document.put("apiVersion", "v1");
                document.putAll(legacy(group));
                return document;
            }
        }
        return null;
    }

    private static Map<String, Object> legacy(Group group) {
        List<Object> versions = new ArrayList<>();
        for (Version version : group.versions()) {
            versions.add(Map.of("groupVersion", group.name() + "/" + version.name(), "version", version.name()));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", group.name());
        result.put("versions", versions);
        result.put("preferredVersion", versions.getFirst());
        return result;
    }
}
