package io.gantry.server.patch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Server-side apply: lays a configuration over an object, and takes fields out of one. Pure; inputs stay as they are. */
final class TypedMerge {
    private TypedMerge() {}

    /** The object with everything that the configuration says. */
    static Map<String, @Nullable Object> merge(
            Schema schema, Map<String, @Nullable Object> live, Map<String, @Nullable Object> config) {
        return mergeFields(schema, live, config, new ArrayList<>());
    }

    /** Null has no fields and no elements, and so leaves those that are there; where there are none it is kept as it is. */
    private static @Nullable Object merge(
            Schema schema, @Nullable Object live, @Nullable Object config, List<PathElement> path) {
        return switch (schema.form()) {
            case LEAF -> config;
            case STRUCT, MAP -> {
                Map<String, @Nullable Object> left = Trees.map(live);
                Map<String, @Nullable Object> right = Trees.map(config);
                if (left == null || right == null) {
                    yield config == null && left != null && !left.isEmpty() ? live : config;
                }
                yield mergeFields(schema, left, right, path);
            }
            case KEYED_LIST, SET -> {
                List<@Nullable Object> left = Trees.list(live);
                List<@Nullable Object> right = Trees.list(config);
                if (left == null || right == null) {
                    yield config == null && left != null && !left.isEmpty() ? live : config;
                }
                yield mergeElements(schema, left, right, path);
            }
        };
    }

    private static Map<String, @Nullable Object> mergeFields(
            Schema schema,
            Map<String, @Nullable Object> live,
            Map<String, @Nullable Object> config,
            List<PathElement> path) {
        Map<String, @Nullable Object> result = Trees.copy(live);
        config.forEach((name, value) -> {
            Schema next = schema.field(name);
            path.add(new PathElement.Field(name));
            result.put(
                    name, next == null || !live.containsKey(name) ? value : merge(next, live.get(name), value, path));
            path.removeLast();
        });
        return result;
    }

    /**
     * The live elements in their order, each element of the configuration merged into its like; elements that are only in
     * the configuration stand before the next that both have, behind all others there, or at the end. If both order common elements differently, the
     * configuration's order wins and the other live elements follow. Live elements that share their keys, which validation lets
     * pass in some lists, stay as they are unless the configuration names them: then it stands in the place of them all.
     */
    private static List<@Nullable Object> mergeElements(
            Schema schema, List<@Nullable Object> live, List<@Nullable Object> config, List<PathElement> path) {
        LinkedHashMap<PathElement, @Nullable Object> left = new LinkedHashMap<>();
        Map<PathElement, List<@Nullable Object>> alike = new HashMap<>();
        for (Object item : live) {
            PathElement element = Trees.elementOf(schema, item, path);
            if (left.containsKey(element)) {
                alike.computeIfAbsent(element, e -> new ArrayList<>()).add(item);
            } else {
                left.put(element, item);
            }
        }
        LinkedHashMap<PathElement, @Nullable Object> right = new LinkedHashMap<>();
        for (Object item : config) {
            PathElement element = Trees.elementOf(schema, item, path);
            path.add(element);
            boolean one = left.containsKey(element) && !alike.containsKey(element);
            right.put(element, one ? merge(schema.element(), left.get(element), item, path) : item);
            path.removeLast();
        }
        List<PathElement> order;
        if (sameOrder(left.keySet(), right.keySet())) {
            order = interleaved(new ArrayList<>(left.keySet()), right.keySet());
        } else {
            order = new ArrayList<>(left.keySet());
            order.removeAll(right.keySet());
            order.addAll(0, right.keySet());
        }
        List<@Nullable Object> result = new ArrayList<>(order.size());
        for (PathElement element : order) {
            if (right.containsKey(element)) {
                result.add(right.get(element));
            } else {
                result.add(left.get(element));
                result.addAll(alike.getOrDefault(element, List.of()));
            }
        }
        return result;
    }

    /** Both in one order, given that what they have in common has the same order in both. */
    private static List<PathElement> interleaved(List<PathElement> left, Set<PathElement> right) {
        Set<PathElement> known = new HashSet<>(left);
        List<PathElement> order = new ArrayList<>();
        int at = 0;
        for (PathElement element : right) {
            while (at < left.size() && !right.contains(left.get(at))) {
                order.add(left.get(at++));
            }
            order.add(element);
            if (known.contains(element)) {
                at++;
            }
        }
        order.addAll(left.subList(at, left.size()));
        return order;
    }

    private static boolean sameOrder(Set<PathElement> left, Set<PathElement> right) {
        Map<PathElement, Integer> positions = new HashMap<>();
        left.forEach(element -> positions.put(element, positions.size()));
        int last = -1;
        for (PathElement element : right) {
            Integer position = positions.get(element);
            if (position != null) {
                if (position < last) {
                    return false;
                }
                last = position;
            }
        }
        return true;
    }

    /**
     * The object without the given fields. A field under which {@code keep} has paths stays; a container that lost its
     * last field goes when it is itself among the given ones.
     */
    static Map<String, @Nullable Object> remove(
            Schema schema, Map<String, @Nullable Object> object, FieldSet fields, FieldSet keep) {
        return removeFields(schema, object, fields, keep, new ArrayList<>());
    }

    private static Map<String, @Nullable Object> removeFields(
            Schema schema,
            Map<String, @Nullable Object> object,
            FieldSet fields,
            FieldSet keep,
            List<PathElement> path) {
        if (fields.isEmpty()) {
            return object;
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            PathElement step = new PathElement.Field(name);
            FieldSet gone = fields.child(step);
            FieldSet kept = keep.child(step);
            if (gone.member() && kept.isEmpty()) {
                return;
            }
            Schema next = schema.field(name);
            path.add(step);
            result.put(name, next == null ? value : removeIn(next, value, gone, kept, path));
            path.removeLast();
        });
        return result;
    }

    private static @Nullable Object removeIn(
            Schema schema, @Nullable Object value, FieldSet gone, FieldSet keep, List<PathElement> path) {
        if (gone.isEmpty()) {
            return value;
        }
        return switch (schema.form()) {
            case LEAF -> value;
            case STRUCT, MAP -> {
                Map<String, @Nullable Object> map = Trees.map(value);
                yield map == null ? value : removeFields(schema, map, gone, keep, path);
            }
            case KEYED_LIST, SET -> {
                List<@Nullable Object> list = Trees.list(value);
                if (list == null) {
                    yield value;
                }
                List<@Nullable Object> result = new ArrayList<>();
                for (Object item : list) {
                    PathElement step = Trees.elementOf(schema, item, path);
                    FieldSet below = gone.child(step);
                    FieldSet kept = keep.child(step);
                    if (below.member() && kept.isEmpty()) {
                        continue;
                    }
                    path.add(step);
                    result.add(removeIn(schema.element(), item, below, kept, path));
                    path.removeLast();
                }
                yield result;
            }
        };
    }
}
