package io.gantry.server.patch;

import io.gantry.api.status.StatusException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Strategic merge patch: a merge patch that knows which lists are merged, by which key, and the directives of {@link Directives}.
 * It does what Kubernetes does in places where another reading would be possible, too: what is new is taken as the patch has it, and
 * directives within are not obeyed. Pure.
 */
public final class StrategicMerge {
    private StrategicMerge() {}

    /** @throws StatusException when a directive or its value is malformed, with the code that Kubernetes gives: 400, 422 or 500 */
    public static Map<String, @Nullable Object> apply(
            Schema schema, Map<String, @Nullable Object> object, Map<String, @Nullable Object> patch) {
        return map(schema, object, patch);
    }

    static Map<String, @Nullable Object> map(
            @Nullable Schema schema, Map<String, @Nullable Object> object, Map<String, @Nullable Object> patch) {
        if (patch.containsKey(Directives.PATCH)) {
            return instead(patch);
        }
        Map<String, @Nullable Object> result = Trees.copy(object);
        Map<String, @Nullable Object> rest = Trees.copy(patch);
        if (patch.containsKey(Directives.RETAIN_KEYS)) {
            rest.remove(Directives.RETAIN_KEYS);
            retain(result, rest, patch.get(Directives.RETAIN_KEYS));
        }
        for (String directive : patch.keySet()) {
            if (directive.startsWith(Directives.ORDER)) {
                rest.remove(directive);
                ordered(schema, result, rest, Directives.field(directive), patch.get(directive));
            }
        }
        rest.forEach((name, change) -> {
            boolean removes = name.startsWith(Directives.DELETE_FROM_LIST);
            field(schema, result, removes ? Directives.field(name) : name, change, removes);
        });
        return result;
    }

    /** What a patch with a directive of its own leaves. Merging is what happens without one, and cannot be asked for. */
    private static Map<String, @Nullable Object> instead(Map<String, @Nullable Object> patch) {
        Object directive = patch.get(Directives.PATCH);
        if (Directives.REPLACE.equals(directive)) {
            Map<String, @Nullable Object> replacement = Trees.copy(patch);
            replacement.remove(Directives.PATCH);
            return replacement;
        }
        if (Directives.DELETE.equals(directive)) {
            return new LinkedHashMap<>();
        }
        throw Directives.unknown(patch);
    }

    /** Takes out of an object what is not among the keys to retain. */
    private static void retain(
            Map<String, @Nullable Object> result, Map<String, @Nullable Object> patch, @Nullable Object keys) {
        List<@Nullable Object> retained = Trees.list(keys);
        if (retained == null || !retained.containsAll(needed(patch))) {
            throw StatusException.badRequest("invalid patch format of retainKeys");
        }
        result.keySet().retainAll(retained);
    }

    private static List<String> needed(Map<String, @Nullable Object> patch) {
        return patch.keySet().stream()
                .filter(name -> patch.get(name) != null
                        && !name.startsWith(Directives.DELETE_FROM_LIST)
                        && !name.startsWith(Directives.ORDER))
                .toList();
    }

    /** Merges a list and puts it into the order that the patch asks for. */
    private static void ordered(
            @Nullable Schema parent,
            Map<String, @Nullable Object> result,
            Map<String, @Nullable Object> patch,
            String name,
            @Nullable Object directive) {
        List<@Nullable Object> order = Directives.needList(directive);
        List<@Nullable Object> current = result.containsKey(name) ? Directives.needList(result.get(name)) : null;
        List<@Nullable Object> change = patch.containsKey(name) ? Directives.needList(patch.get(name)) : null;
        Schema schema = parent == null ? null : parent.field(name);
        if (schema == null) {
            String struct = parent instanceof RecordSchema record ? record.typeName() : "";
            throw Directives.failed(
                    "unable to find api field in struct " + struct + " for the json field \"" + name + "\"");
        }
        StrategicLists.checkOrder(schema, change == null ? List.of() : change, order);
        if (current == null && change == null) {
            return;
        }
        List<@Nullable Object> before = current == null ? List.of() : current;
        List<@Nullable Object> merged = before;
        if (change != null) {
            merged = current == null
                    ? Directives.withoutDirected(change)
                    : StrategicLists.merge(schema, current, change, false);
        }
        StrategicLists.needElements(List.of(before, change == null ? List.of() : change));
        result.put(name, StrategicLists.arrange(schema, merged, order, before));
        patch.remove(name);
    }

    /** @param removes whether the change is a list of values to take out of the field's list */
    private static void field(
            @Nullable Schema parent,
            Map<String, @Nullable Object> result,
            String name,
            @Nullable Object change,
            boolean removes) {
        if (change == null) {
            result.remove(name);
            return;
        }
        Object current = result.get(name);
        Schema schema = parent == null ? null : parent.field(name);
        Map<String, @Nullable Object> currentMap = Trees.map(current);
        Map<String, @Nullable Object> changedMap = Trees.map(change);
        List<@Nullable Object> currentList = Trees.list(current);
        List<@Nullable Object> changedList = Trees.list(change);
        if (currentMap != null && changedMap != null) {
            result.put(name, map(schema, currentMap, changedMap));
        } else if (currentList != null && changedList != null) {
            result.put(name, StrategicLists.merge(schema, currentList, changedList, removes));
        } else if (!removes) {
            if (changedMap != null && changedMap.containsKey(Directives.PATCH)) {
                result.remove(name); // there is nothing that it could be done to
            } else {
                result.put(name, Directives.plain(change));
            }
        }
    }
}
