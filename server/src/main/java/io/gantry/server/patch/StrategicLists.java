package io.gantry.server.patch;

import io.gantry.api.codec.Tree;
import io.gantry.api.status.GoText;
import io.gantry.api.status.StatusException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists of a strategic merge patch: merged by a key or as sets, in an order that both sides have a say in. Pure. */
final class StrategicLists {
    private StrategicLists() {}

    /**
     * The list after the patch.
     *
     * @param schema of the list; null where it is not known
     * @param removes whether the patch names values that go
     */
    static List<@Nullable Object> merge(
            @Nullable Schema schema, List<@Nullable Object> current, List<@Nullable Object> patch, boolean removes) {
        if (schema == null || !schema.mergeList()) {
            return patch;
        }
        if (current.isEmpty() && patch.isEmpty()) {
            return current;
        }
        if (!ofMaps(List.of(current, patch))) {
            if (removes) {
                return current.stream()
                        .filter(item -> indexOf("", patch, item) < 0)
                        .toList();
            }
            List<@Nullable Object> both = new ArrayList<>();
            for (List<@Nullable Object> list : List.of(current, patch)) {
                for (Object item : list) {
                    if (indexOf("", both, item) < 0) {
                        both.add(item);
                    }
                }
            }
            return arrange(schema, both, patch, current);
        }
        return mergeByKey(schema, current, patch);
    }

    private static List<@Nullable Object> mergeByKey(
            Schema schema, List<@Nullable Object> current, List<@Nullable Object> patch) {
        String key = schema.mergeKey();
        if (key.isEmpty()) {
            throw Directives.failed("cannot merge lists without merge key for type struct");
        }
        List<@Nullable Object> left = new ArrayList<>(current);
        List<@Nullable Object> changes = new ArrayList<>();
        boolean replaces = false;
        for (Object item : patch) {
            Map<String, @Nullable Object> change = Directives.needMap(item);
            if (!change.containsKey(Directives.PATCH)) {
                changes.add(change);
                continue;
            }
            switch (String.valueOf(change.get(Directives.PATCH))) {
                case Directives.DELETE -> {
                    needKey(change, key);
                    left.removeIf(element -> Tree.same(keyOf(key, element), change.get(key)));
                }
                case Directives.REPLACE -> replaces = true;
                case "merge" -> throw Directives.failed("merging lists cannot yet be specified in the patch");
                default -> throw Directives.unknown(change);
            }
        }
        if (replaces) {
            return arrange(schema, changes, List.of(), changes);
        }
        List<@Nullable Object> merged = new ArrayList<>(left);
        for (Object item : changes) {
            Map<String, @Nullable Object> change = needKey(Directives.needMap(item), key);
            int at = indexOf(key, merged, change);
            if (at < 0) {
                merged.add(change);
            } else {
                merged.set(at, StrategicMerge.map(schema.element(), Directives.needMap(merged.get(at)), change));
            }
        }
        return arrange(schema, merged, changes, left);
    }

    /**
     * A merged list in order: what the patch names as the patch has it, the rest as it was, and where both were before, as they were.
     *
     * @param order the elements that the patch names, in its order
     * @param before the list as it was
     */
    static List<@Nullable Object> arrange(
            Schema schema, List<@Nullable Object> merged, List<@Nullable Object> order, List<@Nullable Object> before) {
        String key = schema.mergeKey();
        if (!key.isEmpty()) {
            for (List<@Nullable Object> list : List.of(merged, order)) {
                for (Object item : list) {
                    needKey(Directives.needMap(item), key);
                }
            }
        }
        List<@Nullable Object> named = new ArrayList<>();
        List<@Nullable Object> others = new ArrayList<>();
        for (Object item : merged) {
            (indexOf(key, order, item) >= 0 ? named : others).add(item);
        }
        sort(key, named, order);
        sort(key, others, before);
        List<@Nullable Object> result = new ArrayList<>(merged.size());
        int o = 0;
        for (Object item : named) {
            int was = indexOf(key, before, item);
            while (o < others.size() && was >= 0) {
                int otherWas = indexOf(key, before, others.get(o));
                if (otherWas < 0 || otherWas >= was) {
                    break;
                }
                result.add(others.get(o++));
            }
            result.add(item);
        }
        result.addAll(others.subList(o, others.size()));
        return result;
    }

    /**
     * By insertion, as Kubernetes does with short lists: an element that the order does not know goes before its neighbour, which no
     * comparator of Java's may say.
     */
    private static void sort(String key, List<@Nullable Object> list, List<@Nullable Object> order) {
        for (int i = 1; i < list.size(); i++) {
            for (int j = i; j > 0; j--) {
                int one = indexOf(key, order, list.get(j));
                int other = indexOf(key, order, list.get(j - 1));
                if (one >= 0 && other >= 0 && one >= other) {
                    break;
                }
                Collections.swap(list, j, j - 1);
            }
        }
    }

    /** Refuses a patch that names what its own order does not, or in another order. */
    static void checkOrder(Schema schema, List<@Nullable Object> patch, List<@Nullable Object> order) {
        if (patch.isEmpty() || order.isEmpty()) {
            return;
        }
        String key = schema.mergeKey();
        List<@Nullable Object> named = key.isEmpty()
                ? patch
                : patch.stream()
                        .filter(item -> !Directives.DELETE.equals(
                                Directives.needMap(item).get(Directives.PATCH)))
                        .toList();
        int p = 0;
        int o = 0;
        while (p < named.size() && o < order.size()) {
            if (Directives.directed(named.get(p))) {
                p++;
                continue;
            }
            if (!key.isEmpty()) {
                needKey(Directives.needMap(named.get(p)), key);
                needKey(Directives.needMap(order.get(o)), key);
            }
            if (Tree.same(keyOf(key, named.get(p)), keyOf(key, order.get(o)))) {
                p++;
            }
            o++;
        }
        if (p < named.size()) {
            throw Directives.failed("the order in patch list:\n" + GoText.tree(patch) + "\n doesn't match "
                    + Directives.ORDER + " list:\n" + GoText.tree(order));
        }
    }

    private static Map<String, @Nullable Object> needKey(Map<String, @Nullable Object> map, String key) {
        if (!map.containsKey(key)) {
            throw Directives.noKey(map, key);
        }
        return map;
    }

    private static @Nullable Object keyOf(String key, @Nullable Object element) {
        return !key.isEmpty() && element instanceof Map<?, ?> map ? map.get(key) : element;
    }

    private static int indexOf(String key, List<@Nullable Object> list, @Nullable Object element) {
        Object wanted = keyOf(key, element);
        for (int i = 0; i < list.size(); i++) {
            if (Tree.same(keyOf(key, list.get(i)), wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** Refuses lists without elements, or with elements of several types. */
    static void needElements(List<List<@Nullable Object>> lists) {
        ofMaps(lists);
    }

    /** Whether the elements are objects; all must be of one type, and there must be one. */
    private static boolean ofMaps(List<List<@Nullable Object>> lists) {
        String type = null;
        for (List<@Nullable Object> list : lists) {
            for (Object item : list) {
                if (item instanceof List) {
                    throw StatusException.unprocessable("lists of lists are not supported");
                }
                String its = item == null ? "" : GoText.type(item);
                if (type != null && !type.equals(its)) {
                    throw Directives.failed("list element types are not identical: " + GoText.tree(lists));
                }
                type = its;
            }
        }
        if (type == null) {
            throw Directives.failed("no elements in any of the given slices");
        }
        return type.startsWith("map[");
    }
}
