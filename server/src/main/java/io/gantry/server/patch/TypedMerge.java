package io.gantry.server.patch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
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
     * The elements of both, those that both have merged. Live elements that share their keys, which validation lets pass in some
     * lists, stay as they are unless the configuration names them: then it stands in the place of them all.
     */
    private static List<@Nullable Object> mergeElements(
            Schema schema, List<@Nullable Object> live, List<@Nullable Object> config, List<PathElement> path) {
        List<PathElement> left = new ArrayList<>(live.size());
        Map<PathElement, @Nullable Object> old = new HashMap<>();
        Set<PathElement> alike = new HashSet<>();
        for (Object item : live) {
            PathElement element = Trees.elementOf(schema, item, path);
            left.add(element);
            if (old.containsKey(element)) {
                alike.add(element);
            }
            old.put(element, item);
        }
        LinkedHashMap<PathElement, @Nullable Object> right = new LinkedHashMap<>();
        for (Object item : config) {
            PathElement element = Trees.elementOf(schema, item, path);
            path.add(element);
            boolean one = old.containsKey(element) && !alike.contains(element);
            right.put(element, one ? merge(schema.element(), old.get(element), item, path) : item);
            path.removeLast();
        }
        return inOrder(left, live, right);
    }

    /**
     * Both in one order, which is the configuration's for its elements. An element that only the live list has comes as soon as
     * those of the configuration let it: it keeps its place before and behind others as far as they have not changed theirs.
     *
     * @param left the elements of {@code live}, one for each of its items
     */
    private static List<@Nullable Object> inOrder(
            List<PathElement> left, List<@Nullable Object> live, SequencedMap<PathElement, @Nullable Object> right) {
        List<PathElement> config = List.copyOf(right.keySet());
        Set<PathElement> known = new HashSet<>(left);
        Deque<PathElement> shared = new ArrayDeque<>(config);
        shared.removeIf(element -> !known.contains(element));
        Set<PathElement> done = new HashSet<>();
        List<@Nullable Object> result = new ArrayList<>(left.size() + right.size());
        int l = 0;
        int r = 0;
        while (l < left.size() || r < config.size()) {
            if (l < left.size()) {
                PathElement element = left.get(l);
                if (!right.containsKey(element)) {
                    result.add(live.get(l++));
                    continue;
                }
                // One that both have comes where the configuration has it.
                if (done.contains(element) || !element.equals(shared.peek())) {
                    l++;
                    if (!shared.isEmpty() || r == config.size()) {
                        continue;
                    }
                }
            }
            PathElement element = config.get(r++);
            result.add(right.get(element));
            done.add(element);
            if (element.equals(shared.peek())) {
                shared.remove();
            }
            if (l < left.size() && left.get(l).equals(element)) {
                l++;
            }
        }
        return result;
    }

    /**
     * The object without the given fields, and without what is below them. A container that loses all that it has becomes null, as
     * does a leaf below which fields are given.
     */
    static Map<String, @Nullable Object> remove(Schema schema, Map<String, @Nullable Object> object, FieldSet fields) {
        Map<String, @Nullable Object> left =
                fields.isEmpty() ? object : removeFields(schema, object, fields, new ArrayList<>());
        return left == null ? Map.of() : left;
    }

    private static @Nullable Map<String, @Nullable Object> removeFields(
            Schema schema, Map<String, @Nullable Object> object, FieldSet fields, List<PathElement> path) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            PathElement step = new PathElement.Field(name);
            FieldSet gone = fields.child(step);
            if (gone.member()) {
                return;
            }
            Schema next = schema.field(name);
            path.add(step);
            result.put(name, next == null ? value : removeIn(next, value, gone, path));
            path.removeLast();
        });
        return result.isEmpty() ? null : result;
    }

    private static @Nullable Object removeIn(
            Schema schema, @Nullable Object value, FieldSet gone, List<PathElement> path) {
        if (gone.isEmpty()) {
            return value;
        }
        if (value instanceof Map) {
            Map<String, @Nullable Object> map = Trees.map(value);
            boolean parts = schema.form() == Schema.Form.STRUCT || schema.form() == Schema.Form.MAP;
            return map == null || !parts ? null : removeFields(schema, map, gone, path);
        }
        if (!(value instanceof List)) {
            return value;
        }
        List<@Nullable Object> list = Trees.list(value);
        if (list == null || (schema.form() != Schema.Form.KEYED_LIST && schema.form() != Schema.Form.SET)) {
            return null;
        }
        List<@Nullable Object> result = new ArrayList<>();
        for (Object item : list) {
            PathElement step = Trees.elementOf(schema, item, path);
            FieldSet below = gone.child(step);
            if (below.member()) {
                continue;
            }
            path.add(step);
            result.add(removeIn(schema.element(), item, below, path));
            path.removeLast();
        }
        return result.isEmpty() ? null : result;
    }
}
