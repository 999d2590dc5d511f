package io.gantry.server.schema;

import io.gantry.api.codec.Tree;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Small questions about the values of trees. */
final class Values {
    private Values() {}

    /** The name of a value's type in schemas. */
    static String type(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "string";
            case Boolean flag -> "boolean";
            case Double number -> "number";
            case Number number -> "integer";
            case List<?> list -> "array";
            case Map<?, ?> map -> "object";
            default -> value.getClass().getSimpleName();
        };
    }

    /** The value in a form whose equals is that of JSON values. */
    static Object comparable(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Double number when number == Math.rint(number) && Math.abs(number) < 1e18 -> number.longValue();
            case Integer number -> number.longValue();
            case Map<?, ?> map -> {
                Map<Object, Object> all = new HashMap<>();
                map.forEach((name, each) -> all.put(name, comparable(each)));
                yield all;
            }
            case List<?> list -> list.stream().map(Values::comparable).toList();
            default -> value;
        };
    }

    /** The position of the first element that was there before; -1 if there is none. */
    static int duplicate(List<?> list) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            if (!seen.add(comparable(list.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    /** The values of an element's key fields, with their defaults. */
    static Map<String, Object> keysOf(SchemaNode list, Map<?, ?> element) {
        Map<String, Object> keys = new HashMap<>();
        SchemaNode items = list.items();
        for (String key : list.mapKeys()) {
            Object value = element.get(key);
            SchemaNode field = items == null ? null : items.properties().get(key);
            if (value == null && field != null) {
                value = field.defaultValue();
            }
            if (value != null) {
                keys.put(key, comparable(value));
            }
        }
        return keys;
    }

    /** The elements of an earlier list of the type map, by their keys; empty for other lists. */
    static Map<Map<String, Object>, Object> byKeys(SchemaNode list, @Nullable Object old) {
        if (!list.listType().equals("map") || !(old instanceof List<?> before)) {
            return Map.of();
        }
        Map<Map<String, Object>, Object> found = new HashMap<>();
        for (Object each : before) {
            if (each instanceof Map<?, ?> map) {
                found.put(keysOf(list, map), map);
            }
        }
        return found;
    }

    /** A number as Go's {@code %v} prints it. */
    static String number(double number) {
        return new String(Tree.toJson(number), StandardCharsets.UTF_8);
    }
}
