package io.gantry.server.patch;

import io.gantry.api.codec.Tree;
import io.gantry.api.status.StatusException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Strategic merge patch: a merge patch that knows which lists are merged, by which key, and the directives {@code
 * $patch}, {@code $retainKeys}, {@code $setElementOrder/…} and {@code $deleteFromPrimitiveList/…}. Pure.
 */
public final class StrategicMerge {
    private static final String PATCH = "$patch";
    private static final String RETAIN_KEYS = "$retainKeys";
    private static final String ORDER = "$setElementOrder/";
    private static final String DELETE_PRIMITIVES = "$deleteFromPrimitiveList/";

    private StrategicMerge() {}

    /** @throws StatusException 400 when a directive or its value is malformed */
    public static Map<String, @Nullable Object> apply(
            Schema schema, Map<String, @Nullable Object> object, Map<String, @Nullable Object> patch) {
        return map(schema, object, patch);
    }

    private static Map<String, @Nullable Object> map(
            @Nullable Schema schema, Map<String, @Nullable Object> object, Map<String, @Nullable Object> patch) {
        if (patch.containsKey(PATCH)) {
            switch (String.valueOf(patch.get(PATCH))) {
                case "replace" -> {
                    return plain(patch);
                }
                case "delete" -> {
                    return new LinkedHashMap<>();
                }
                case "merge" -> {}
                default ->
                    throw StatusException.badRequest("unknown patch type found: " + patch.get(PATCH)
                            + "; $patch is one of merge, replace, delete");
            }
        }
        Map<String, @Nullable Object> result = Trees.copy(object);
        if (patch.containsKey(RETAIN_KEYS)) {
            List<@Nullable Object> retained = directive(patch, RETAIN_KEYS);
            for (String name : patch.keySet()) {
                if (!name.startsWith("$") && patch.get(name) != null && !retained.contains(name)) {
                    throw StatusException.badRequest(
                            "the keys in $retainKeys must be a superset of the non-null keys in the patch: " + name);
                }
            }
            result.keySet().removeIf(name -> !retained.contains(name));
        }
        for (String directive : patch.keySet()) {
            if (directive.startsWith(DELETE_PRIMITIVES)) {
                String name = directive.substring(DELETE_PRIMITIVES.length());
                List<@Nullable Object> list = Trees.list(result.get(name));
                List<@Nullable Object> gone = directive(patch, directive);
                if (list != null) {
                    result.put(
                            name,
                            list.stream()
                                    .filter(item -> gone.stream().noneMatch(value -> Tree.same(value, item)))
                                    .toList());
                }
            }
        }
        patch.forEach((name, change) -> {
            if (!name.startsWith("$")) {
                field(schema == null ? null : schema.field(name), result, name, change);
            }
        });
        for (String directive : patch.keySet()) {
            if (directive.startsWith(ORDER)) {
                order(schema, object, result, directive.substring(ORDER.length()), directive(patch, directive));
            }
        }
        return result;
    }

    private static void field(
            @Nullable Schema schema, Map<String, @Nullable Object> result, String name, @Nullable Object change) {
        if (change == null) {
            result.remove(name);
            return;
        }
        Object current = result.get(name);
        Map<String, @Nullable Object> changedMap = Trees.map(change);
        List<@Nullable Object> changedList = Trees.list(change);
        if (changedMap != null) {
            Map<String, @Nullable Object> map = Trees.map(current);
            result.put(name, map(schema, map == null ? Map.of() : map, changedMap));
        } else if (changedList != null) {
            List<@Nullable Object> list = Trees.list(current);
            result.put(name, list(schema, list == null ? List.of() : list, changedList));
        } else {
            result.put(name, change);
        }
    }

    private static List<@Nullable Object> list(
            @Nullable Schema schema, List<@Nullable Object> current, List<@Nullable Object> patch) {
        if (schema == null || !schema.mergeList()) {
            return patch.stream().map(StrategicMerge::plainValue).toList();
        }
        if (schema.mergeKey().isEmpty()) {
            List<@Nullable Object> result = new ArrayList<>(current);
            for (Object item : patch) {
                if (result.stream().noneMatch(value -> Tree.same(value, item))) {
                    result.add(item);
                }
            }
            return result;
        }
        return keyedList(schema, current, patch);
    }

    private static List<@Nullable Object> keyedList(
            Schema schema, List<@Nullable Object> current, List<@Nullable Object> patch) {
        List<Map<String, @Nullable Object>> changes = new ArrayList<>();
        boolean replace = false;
        List<@Nullable Object> result = new ArrayList<>(current);
        for (Object item : patch) {
            Map<String, @Nullable Object> change = Trees.map(item);
            if (change == null) {
                throw StatusException.badRequest(
                        "the elements of a list that is merged by \"" + schema.mergeKey() + "\" must be objects");
            }
            Object directive = change.get(PATCH);
            if ("replace".equals(directive)) {
                replace = true;
                if (change.size() > 1) {
                    changes.add(plain(change));
                }
            } else if ("delete".equals(directive)) {
                Object key = key(schema, change);
                result.removeIf(element -> Tree.same(keyOf(schema, element), key));
            } else {
                changes.add(change);
            }
        }
        if (replace) {
            return changes.stream().<@Nullable Object>map(StrategicMerge::plain).toList();
        }
        for (Map<String, @Nullable Object> change : changes) {
            Object key = key(schema, change);
            int found = -1;
            for (int i = 0; i < result.size() && found < 0; i++) {
                if (Tree.same(keyOf(schema, result.get(i)), key)) {
                    found = i;
                }
            }
            Map<String, @Nullable Object> existing = found < 0 ? null : Trees.map(result.get(found));
            Map<String, @Nullable Object> merged =
                    map(schema.element(), existing == null ? Map.of() : existing, change);
            if (found < 0) {
                result.add(merged);
            } else {
                result.set(found, merged);
            }
        }
        return result;
    }

    private static Object key(Schema schema, Map<String, @Nullable Object> change) {
        Object key = change.get(schema.mergeKey());
        if (key == null) {
            throw StatusException.badRequest(
                    "map: " + change + " does not contain declared merge key: " + schema.mergeKey());
        }
        return key;
    }

    private static @Nullable Object keyOf(Schema schema, @Nullable Object element) {
        Map<String, @Nullable Object> map = Trees.map(element);
        return map == null ? element : map.get(schema.mergeKey());
    }

    /**
     * Puts a list into the order that the patch asks for. Elements that the patch does not know keep their place
     * relative to those that stood in the list before.
     */
    private static void order(
            @Nullable Schema parent,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> result,
            String name,
            List<@Nullable Object> wanted) {
        Schema schema = parent == null ? null : parent.field(name);
        List<@Nullable Object> list = Trees.list(result.get(name));
        if (schema == null || list == null || !schema.mergeList()) {
            return;
        }
        List<@Nullable Object> keys = wanted.stream()
                .<@Nullable Object>map(item -> identity(schema, item))
                .toList();
        List<@Nullable Object> earlier = Trees.list(before.get(name));
        List<@Nullable Object> old = new ArrayList<>();
        if (earlier != null) {
            earlier.forEach(item -> old.add(identity(schema, item)));
        }
        List<@Nullable Object> known = new ArrayList<>();
        List<@Nullable Object> unknown = new ArrayList<>();
        for (Object item : list) {
            (indexOf(keys, identity(schema, item)) >= 0 ? known : unknown).add(item);
        }
        known.sort((a, b) -> Integer.compare(indexOf(keys, identity(schema, a)), indexOf(keys, identity(schema, b))));
        List<@Nullable Object> ordered = new ArrayList<>(list.size());
        int left = 0;
        int right = 0;
        while (left < known.size() && right < unknown.size()) {
            int leftWas = indexOf(old, identity(schema, known.get(left)));
            int rightWas = indexOf(old, identity(schema, unknown.get(right)));
            boolean takeRight = leftWas >= 0 && rightWas >= 0 && rightWas < leftWas;
            ordered.add(takeRight ? unknown.get(right++) : known.get(left++));
        }
        ordered.addAll(known.subList(left, known.size()));
        ordered.addAll(unknown.subList(right, unknown.size()));
        result.put(name, ordered);
    }

    private static @Nullable Object identity(Schema schema, @Nullable Object item) {
        return schema.mergeKey().isEmpty() ? item : keyOf(schema, item);
    }

    private static int indexOf(List<@Nullable Object> list, @Nullable Object value) {
        for (int i = 0; i < list.size(); i++) {
            if (Tree.same(list.get(i), value)) {
                return i;
            }
        }
        return -1;
    }

    private static List<@Nullable Object> directive(Map<String, @Nullable Object> patch, String name) {
        List<@Nullable Object> list = Trees.list(patch.get(name));
        if (list == null) {
            throw StatusException.badRequest("the directive " + name + " needs a list");
        }
        return list;
    }

    /** A value of the patch as it is stored: without directives and without the nulls that delete nothing here. */
    private static @Nullable Object plainValue(@Nullable Object value) {
        Map<String, @Nullable Object> map = Trees.map(value);
        if (map != null) {
            return plain(map);
        }
        List<@Nullable Object> list = Trees.list(value);
        return list == null
                ? value
                : list.stream().map(StrategicMerge::plainValue).toList();
    }

    private static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> patch) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        patch.forEach((name, value) -> {
            if (!name.equals(PATCH)
                    && !name.equals(RETAIN_KEYS)
                    && !name.startsWith(ORDER)
                    && !name.startsWith(DELETE_PRIMITIVES)
                    && value != null) {
                result.put(name, plainValue(value));
            }
        });
        return result;
    }
}
