package io.gantry.server.patch;

import io.gantry.api.status.StatusException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Small questions about generic trees (maps, lists, texts, longs, doubles, booleans, null). */
final class Trees {
    private Trees() {}

    @SuppressWarnings("unchecked") // trees have no other maps
    static @Nullable Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
    }

    @SuppressWarnings("unchecked") // trees have no other lists
    static @Nullable List<@Nullable Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? (List<@Nullable Object>) list : null;
    }

    static boolean empty(@Nullable Object value) {
        return value == null
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof List<?> list && list.isEmpty());
    }

    static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> map) {
        return new LinkedHashMap<>(map);
    }

    /** The step to an element of a keyed list or a set. */
    static PathElement elementOf(Schema list, @Nullable Object element, List<PathElement> at) {
        if (list.form() == Schema.Form.SET) {
            if (!(element instanceof String || element instanceof Number || element instanceof Boolean)) {
                throw StatusException.badRequest(Paths.text(at) + ": the elements of a set must be scalars");
            }
            return new PathElement.Value(element instanceof Integer number ? Long.valueOf(number) : element);
        }
        Map<String, @Nullable Object> fields = map(element);
        if (fields == null) {
            throw StatusException.badRequest(Paths.text(at) + ": element of a list with keys must be an object");
        }
        SortedMap<String, Object> keys = new TreeMap<>();
        for (String key : list.keys()) {
            Object value = fields.get(key);
            if (value == null) {
                value = list.keyDefault(key);
            }
            if (value != null) {
                keys.put(key, value);
            }
        }
        if (keys.isEmpty()) {
            throw StatusException.badRequest(
                    Paths.text(at) + ": element of a list with keys has none of the key fields " + list.keys());
        }
        return new PathElement.Key(keys);
    }
}
