package io.gantry.client;

import io.gantry.api.KubeObject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Objects by texts that follow from them. One writer at a time; any number of readers. */
final class ObjectIndex<T extends KubeObject> {
    private final Function<T, ? extends Collection<String>> values;
    private final Map<String, Map<ObjectKey, T>> byValue = new ConcurrentHashMap<>();

    ObjectIndex(Function<T, ? extends Collection<String>> values) {
        this.values = values;
    }

    void changed(ObjectKey key, @Nullable T before, @Nullable T after) {
        Set<String> now = after == null ? Set.of() : new HashSet<>(values.apply(after));
        if (before != null) {
            for (String value : values.apply(before)) {
                if (!now.contains(value)) {
                    byValue.computeIfPresent(value, (_, under) -> {
                        under.remove(key);
                        return under.isEmpty() ? null : under;
                    });
                }
            }
        }
        if (after != null) {
            for (String value : now) {
                byValue.compute(value, (_, under) -> {
                    Map<ObjectKey, T> into = under == null ? new ConcurrentHashMap<>(4) : under;
                    into.put(key, after);
                    return into;
                });
            }
        }
    }

    List<T> get(String value) {
        Map<ObjectKey, T> under = byValue.get(value);
        return under == null ? List.of() : List.copyOf(under.values());
    }
}
