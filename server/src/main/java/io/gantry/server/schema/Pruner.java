package io.gantry.server.schema;

import io.gantry.api.codec.StrictErrors;
import io.gantry.api.codec.Tree;
import io.gantry.api.meta.v1.ObjectMetaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a tree what its schema has no place for. The tree stays as it is; what needs no change is returned itself.
 */
final class Pruner {
    private static final Set<String> OBJECT_FIELDS = Set.of("apiVersion", "kind", "metadata");

    private final @Nullable StrictErrors errors;

    private Pruner(@Nullable StrictErrors errors) {
        this.errors = errors;
    }

    static Map<String, Object> prune(SchemaNode root, Map<String, Object> content, @Nullable StrictErrors errors) {
        return new Pruner(errors).fields(root, content, null);
    }

    /** A default of this place, without what is unknown; tells by {@code errors} what was. */
    static @Nullable Object pruneValue(SchemaNode node, @Nullable Object value, @Nullable StrictErrors errors) {
        return new Pruner(errors).value(node, value, null);
    }

    /** Where the walk stands; made into a text only for errors. */
    private record Place(@Nullable Place parent, String name, int index) {
        Place at(int element) {
            return new Place(this, "", element);
        }

        StringBuilder text() {
            StringBuilder text = parent == null ? new StringBuilder() : parent.text();
            if (index >= 0) {
                return text.append('[').append(index).append(']');
            }
            return text.append(text.isEmpty() ? "" : ".").append(name);
        }
    }

    private @Nullable Object value(@Nullable SchemaNode node, @Nullable Object value, @Nullable Place place) {
        if (value instanceof Map<?, ?> map) {
            if (node != null && !structured(node)) {
                return value;
            }
            @SuppressWarnings("unchecked") // trees have string keys
            Map<String, Object> fields = (Map<String, Object>) map;
            return fields(node, fields, place);
        }
        if (value instanceof List<?> list) {
            if (node != null
                    && node.items() == null
                    && (node.preservesUnknown() || !node.type().equals("array"))) {
                return value;
            }
            SchemaNode items = node == null ? null : node.items();
            return each(list, (i, element) -> value(items, element, place == null ? null : place.at(i)));
        }
        return value;
    }

    private interface Change {
        /** What an element becomes; itself when nothing changes. */
        @Nullable
        Object of(int index, @Nullable Object element);
    }

    private static List<?> each(List<?> list, Change change) {
        List<Object> result = null;
        for (int i = 0; i < list.size(); i++) {
            Object before = list.get(i);
            Object after = change.of(i, before);
            if (after != before && result == null) {
                result = new ArrayList<>(list.subList(0, i));
            }
            if (result != null) {
                result.add(after);
            }
        }
        return result == null ? list : result;
    }

    /** Whether the place says anything of fields; a value of another type than the schema's is left to validation. */
    private static boolean structured(SchemaNode node) {
        return !node.preservesUnknown() || !node.properties().isEmpty() || node.additional() != null || node.embedded();
    }

    private Map<String, Object> fields(@Nullable SchemaNode node, Map<String, Object> fields, @Nullable Place place) {
        Map<String, Object> result = null;
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            String name = field.getKey();
            if (node != null && node.embedded() && OBJECT_FIELDS.contains(name)) {
                if (field.getValue() instanceof Map<?, ?> metadata && name.equals("metadata")) {
                    Map<String, Object> known = metadata(Tree.object(metadata), new Place(place, name, -1));
                    if (known.size() < metadata.size()) {
                        result = copy(result, fields);
                        result.put(name, known);
                    }
                }
                continue;
            }
            SchemaNode child = node == null ? null : node.child(name);
            Place here = new Place(place, name, -1);
            if (child == null && (node == null || !node.isMap()) && (node == null || !node.preservesUnknown())) {
                if (errors != null) {
                    errors.unknownField(here.text().toString());
                }
                result = copy(result, fields);
                result.remove(name);
                continue;
            }
            if (child == null && node != null && node.preservesUnknown()) {
                continue;
            }
            Object before = field.getValue();
            Object after = value(child, before, here);
            if (after != before) {
                result = copy(result, fields);
                put(result, name, after);
            }
        }
        return result == null ? fields : result;
    }

    /** The metadata of an embedded object, without fields that no metadata has. */
    private Map<String, Object> metadata(Map<String, Object> fields, Place place) {
        Map<String, Object> known = new LinkedHashMap<>(fields);
        for (String name : fields.keySet()) {
            if (ObjectMetaType.TYPE.field(name) == null) {
                known.remove(name);
                if (errors != null) {
                    errors.unknownField(new Place(place, name, -1).text().toString());
                }
            }
        }
        return known;
    }

    private static Map<String, Object> copy(@Nullable Map<String, Object> known, Map<String, Object> fields) {
        return known == null ? new LinkedHashMap<>(fields) : known;
    }

    @SuppressWarnings("NullAway") // null is a value of a tree
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }

    /** The content with defaults; nulls where none may stand are taken for absent. */
    static Map<String, Object> complete(SchemaNode node, Map<String, Object> fields) {
        Map<String, Object> result = null;
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            SchemaNode child = node.child(field.getKey());
            if (child == null) {
                continue;
            }
            Object before = field.getValue();
            Object after = before;
            if (before == null && !child.nullable()) {
                result = copy(result, fields);
                if (child.defaultValue() == null) {
                    result.remove(field.getKey());
                    continue;
                }
                after = Tree.copy(child.defaultValue());
            }
            after = completed(child, after);
            if (after != before) {
                result = copy(result, fields);
                put(result, field.getKey(), after);
            }
        }
        if (!node.hasDefaults()) {
            return result == null ? fields : result;
        }
        for (Map.Entry<String, SchemaNode> property : node.properties().entrySet()) {
            Object value = property.getValue().defaultValue();
            if (value != null && !fields.containsKey(property.getKey())) {
                result = copy(result, fields);
                put(result, property.getKey(), completed(property.getValue(), Tree.copy(value)));
            }
        }
        return result == null ? fields : result;
    }

    private static @Nullable Object completed(SchemaNode node, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // trees have string keys
            Map<String, Object> fields = (Map<String, Object>) map;
            return complete(node, fields);
        }
        SchemaNode items = node.items();
        if (value instanceof List<?> list && items != null) {
            return each(list, (_, element) -> completed(items, element));
        }
        return value;
    }
}
