package io.gantry.server.aggregation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * OpenAPI of this server and of aggregated ones as one document. Of a server counts what is under its version's path, and
 * what that refers to; a definition whose name means something else here gets another name. Pure.
 */
final class MergedOpenApi {
    private static final String DEFINITIONS = "#/definitions/";

    private MergedOpenApi() {}

    /** Version 2: the local document with the parts of others, which are left as they are. */
    static Map<String, Object> v2(Map<String, Object> local, Map<Route, Map<?, ?>> others) {
        Map<String, Object> paths = new TreeMap<>(strings(local.get("paths")));
        Map<String, Object> definitions = new TreeMap<>(strings(local.get("definitions")));
        others.forEach((route, document) -> add(route, document, paths, definitions));
        Map<String, Object> merged = new LinkedHashMap<>(local);
        merged.put("paths", paths);
        merged.put("definitions", definitions);
        return merged;
    }

    private static void add(
            Route route, Map<?, ?> document, Map<String, Object> paths, Map<String, Object> definitions) {
        String prefix = "/" + route.path() + "/";
        Map<String, Object> own = new LinkedHashMap<>();
        strings(document.get("paths")).forEach((path, item) -> {
            if (path.startsWith(prefix) || path.equals("/" + route.path())) {
                own.put(path, item);
            }
        });
        Map<String, Object> theirs = strings(document.get("definitions"));
        Map<String, String> names = new HashMap<>();
        List<Object> open = new ArrayList<>(own.values());
        for (int i = 0; i < open.size(); i++) {
            for (String name : references(open.get(i), new ArrayList<>())) {
                if (!names.containsKey(name) && theirs.get(name) != null) {
                    names.put(name, freeName(name, theirs.get(name), definitions));
                    open.add(theirs.get(name));
                }
            }
        }
        paths.keySet().removeIf(path -> path.startsWith(prefix));
        own.forEach((path, item) -> paths.put(path, renamed(item, names)));
        names.forEach((name, as) -> definitions.put(as, renamed(theirs.get(name), names)));
    }

    /** The name itself where nothing else has it. */
    private static String freeName(String name, Object definition, Map<String, Object> taken) {
        String free = name;
        for (int i = 2; taken.containsKey(free) && !definition.equals(taken.get(free)); i++) {
            free = name + "_v" + i;
        }
        return free;
    }

    private static List<String> references(@Nullable Object tree, List<String> found) {
        switch (tree) {
            case Map<?, ?> map -> {
                if (map.get("$ref") instanceof String ref && ref.startsWith(DEFINITIONS)) {
                    found.add(ref.substring(DEFINITIONS.length()));
                }
                map.values().forEach(value -> references(value, found));
            }
            case List<?> list -> list.forEach(value -> references(value, found));
            case null, default -> {}
        }
        return found;
    }

    private static @Nullable Object renamed(@Nullable Object tree, Map<String, String> names) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, value) -> {
                    boolean reference = "$ref".equals(key)
                            && value instanceof String ref
                            && ref.startsWith(DEFINITIONS)
                            && names.containsKey(ref.substring(DEFINITIONS.length()));
                    copy.put(
                            (String) key,
                            reference
                                    ? DEFINITIONS + names.get(((String) value).substring(DEFINITIONS.length()))
                                    : renamed(value, names));
                });
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(value -> copy.add(renamed(value, names)));
                yield copy;
            }
            case null -> null;
            default -> tree;
        };
    }

    /** The list of version 3 documents with those of aggregated servers. */
    static Map<String, Object> v3Index(Map<?, ?> local, Map<Route, Discovered> discovered) {
        Map<String, Object> paths = new LinkedHashMap<>(strings(local.get("paths")));
        discovered.forEach((route, found) -> {
            paths.remove(route.path());
            if (!found.openApi().isEmpty()) {
                paths.put(route.path(), Map.of("serverRelativeURL", found.openApi()));
            }
        });
        return Map.of("paths", paths);
    }

    @SuppressWarnings("unchecked") // an object of a JSON tree
    private static Map<String, Object> strings(@Nullable Object tree) {
        return tree instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
