package io.gantry.server.patch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON merge patch, RFC 7386, and beyond it as Kubernetes does: what is new loses its nulls in the objects of lists, too, but where a
 * list takes an object's place. Pure: the object given stays as it is.
 */
public final class MergePatch {
    private MergePatch() {}

    public static @Nullable Object apply(@Nullable Object object, @Nullable Object patch) {
        Map<String, @Nullable Object> current = Trees.map(object);
        if (current == null) {
            return withoutNulls(patch);
        }
        Map<String, @Nullable Object> changes = Trees.map(patch);
        if (changes == null) {
            return patch;
        }
        Map<String, @Nullable Object> result = Trees.copy(current);
        changes.forEach((name, change) -> {
            if (change == null) {
                result.remove(name);
            } else {
                result.put(name, apply(result.get(name), change));
            }
        });
        return result;
    }

    private static @Nullable Object withoutNulls(@Nullable Object value) {
        Map<String, @Nullable Object> map = Trees.map(value);
        if (map != null) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            map.forEach((name, item) -> {
                if (item != null) {
                    result.put(name, withoutNulls(item));
                }
            });
            return result;
        }
        List<@Nullable Object> list = Trees.list(value);
        if (list == null) {
            return value;
        }
        List<@Nullable Object> result = new ArrayList<>(list.size());
        list.forEach(item -> result.add(withoutNulls(item)));
        return result;
    }
}
