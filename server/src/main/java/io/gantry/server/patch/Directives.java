package io.gantry.server.patch;

import io.gantry.api.status.GoText;
import io.gantry.api.status.StatusException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a strategic merge patch can ask for beside values, and what is said when it asks wrongly: in Kubernetes' words. */
final class Directives {
    /** In an object: replace or delete it, instead of merging it. */
    static final String PATCH = "$patch";

    static final String REPLACE = "replace";
    static final String DELETE = "delete";

    /** In an object: the only fields that stay. */
    static final String RETAIN_KEYS = "$retainKeys";

    /** Before a list's name: the order of its elements. */
    static final String ORDER = "$setElementOrder";

    /** Before a list's name: the values that go. */
    static final String DELETE_FROM_LIST = "$deleteFromPrimitiveList";

    private Directives() {}

    /** The field that a directive in front of a list's name is about. */
    static String field(String directive) {
        int slash = directive.indexOf('/');
        String prefix = slash < 0 ? directive : directive.substring(0, slash);
        if (slash < 0 || !(prefix.equals(ORDER) || prefix.equals(DELETE_FROM_LIST))) {
            throw StatusException.badRequest("invalid patch format of "
                    + (directive.startsWith(ORDER) ? "setElementOrder" : "primitive") + " list");
        }
        return directive.substring(slash + 1);
    }

    static boolean directed(@Nullable Object item) {
        return item instanceof Map<?, ?> map && map.containsKey(PATCH);
    }

    static StatusException unknown(Map<String, @Nullable Object> map) {
        return failed("unknown patch type: " + GoText.tree(map.get(PATCH)) + " in map: " + GoText.tree(map));
    }

    static StatusException noKey(Map<String, @Nullable Object> map, String key) {
        return failed("map: " + GoText.tree(map) + " does not contain declared merge key: " + key);
    }

    static List<@Nullable Object> needList(@Nullable Object value) {
        List<@Nullable Object> list = Trees.list(value);
        if (list == null) {
            throw failed("expected a []interface {}, but received a " + type(value));
        }
        return list;
    }

    static Map<String, @Nullable Object> needMap(@Nullable Object value) {
        Map<String, @Nullable Object> map = Trees.map(value);
        if (map == null) {
            throw failed("expected a map[string]interface {}, but received a " + type(value));
        }
        return map;
    }

    private static String type(@Nullable Object value) {
        return value == null ? "%!s(<nil>)" : GoText.type(value);
    }

    /** Kubernetes answers 500 here, without a reason. */
    static StatusException failed(String message) {
        return StatusException.of(500, "", message);
    }

    /** A value as it is stored where nothing has been: without nulls, which delete nothing here, and without what is directed. */
    static @Nullable Object plain(@Nullable Object value) {
        Map<String, @Nullable Object> map = Trees.map(value);
        if (map != null) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            map.forEach((name, item) -> {
                if (item != null && !directed(item)) {
                    result.put(name, plain(item));
                }
            });
            return result;
        }
        List<@Nullable Object> list = Trees.list(value);
        if (list == null) {
            return value;
        }
        List<@Nullable Object> result = new ArrayList<>();
        for (Object item : list) {
            if (!directed(item)) {
                result.add(plain(item));
            }
        }
        return result;
    }

    /** A new list without the elements that are directed. */
    static List<@Nullable Object> withoutDirected(List<@Nullable Object> list) {
        return Directives.needList(plain(list));
    }
}
