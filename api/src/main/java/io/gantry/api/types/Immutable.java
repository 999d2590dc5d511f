package io.gantry.api.types;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the collections of API records immutable; absent becomes empty. Costs nothing for what is immutable already. */
public final class Immutable {
    private Immutable() {}

    public static <E> List<E> list(@Nullable List<E> list) {
        return list == null || list.isEmpty() ? List.of() : List.copyOf(list);
    }

    public static <V> Map<String, V> map(@Nullable Map<String, V> map) {
        return map == null || map.isEmpty() ? StringMap.empty() : StringMap.copyOf(map);
    }
}
