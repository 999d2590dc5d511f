package io.gantry.server.patch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON merge patch, RFC 7386. Pure: the object given stays as it is. */
public final class MergePatch {
    private MergePatch() {}

    public static @Nullable Object apply(@Nullable Object object, @Nullable Object patch) {
        Map<String, @Nullable Object> changes = Trees.map(patch);
        if (changes == null) {
            return patch;
        }
        Map<String, @Nullable Object> current = Trees.map(object);
        Map<String, @Nullable Object> result = current == null ? new LinkedHashMap<>() : Trees.copy(current);
        changes.forEach((name, change) -> {
            if (change == null) {
                result.remove(name);
            } else {
                result.put(name, apply(result.get(name), change));
            }
        });
        return result;
    }
}
