package io.gantry.server.table;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads parts of an object's tree by path, for kinds whose versions share a table. */
final class Leaf {
    private Leaf() {}

    /** What lies at {@code spec.a.b}; {@code null} when there is nothing. */
    static @Nullable Object at(Map<?, ?> tree, String path) {
        Object here = tree;
        for (String step : path.split("\\.", -1)) {
            here = here instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return here;
    }

    static String text(Map<?, ?> tree, String path, String otherwise) {
        Object leaf = at(tree, path);
        return leaf == null || leaf.equals("") ? otherwise : leaf.toString();
    }

    static long number(Map<?, ?> tree, String path) {
        return at(tree, path) instanceof Number number ? number.longValue() : 0;
    }

    static List<?> list(Map<?, ?> tree, String path) {
        return at(tree, path) instanceof List<?> list ? list : List.of();
    }

    static String join(List<?> parts, String otherwise) {
        return parts.isEmpty() ? otherwise : parts.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The status of a condition, or {@code otherwise} without one of that type. */
    static String condition(Map<?, ?> tree, String type, String otherwise) {
        for (Object each : list(tree, "status.conditions")) {
            if (each instanceof Map<?, ?> condition && type.equals(condition.get("type"))) {
                return String.valueOf(condition.get("status"));
            }
        }
        return otherwise;
    }
}
