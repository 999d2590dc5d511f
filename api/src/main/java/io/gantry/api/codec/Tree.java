package io.gantry.api.codec;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.KubeList;
import io.gantry.api.meta.v1.ListMeta;
import io.gantry.api.meta.v1.ListMetaType;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaType;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects as generic trees, for what works on any JSON: patches, apply, expressions.
 *
 * <p>A tree is made of {@code LinkedHashMap} with string keys, {@code ArrayList}, {@code String}, {@code Long}, {@code
 * Double}, {@code Boolean} and null. What this class returns is the caller's own and may be changed.
 */
public final class Tree {
    private Tree() {}

    /** The object with kind and apiVersion: a record that has a kind, a {@link KubeList} or a {@link CustomObject}. */
    public static Map<String, Object> of(Object topLevel) {
        Map<String, Object> tree = new LinkedHashMap<>();
        switch (topLevel) {
            case CustomObject custom -> {
                tree.put("kind", custom.kind().name());
                tree.put("apiVersion", custom.kind().apiVersion());
                TreeJson.put(tree, "metadata", TreeWriter.record(ObjectMetaType.TYPE, custom.metadata()));
                custom.content().forEach((name, value) -> TreeJson.put(tree, name, copy(value)));
            }
            case KubeList<?> list -> {
                tree.put("kind", list.kindName());
                tree.put("apiVersion", list.itemKind().apiVersion());
                TreeJson.put(tree, "metadata", TreeWriter.record(ListMetaType.TYPE, list.metadata()));
                List<Object> items = new ArrayList<>(list.items().size());
                for (Object item : list.items()) {
                    items.add(Json.namesItsKind(item) ? of(item) : ofValue(item));
                }
                tree.put("items", items);
            }
            default -> {
                Kind<?> kind = Json.kindOf(topLevel);
                tree.put("kind", kind.name());
                tree.put("apiVersion", kind.apiVersion());
                TreeWriter.fields(kind.type(), topLevel, tree);
            }
        }
        return tree;
    }

    /** The object of a kind without kind and apiVersion. */
    public static Map<String, Object> ofValue(Object object) {
        Map<String, Object> tree = new LinkedHashMap<>();
        TreeWriter.fields(Json.kindOf(object).type(), object, tree);
        return tree;
    }

    /** Any record; a map but for the unions of a custom resource's schema. */
    public static <T> @Nullable Object ofRecord(RecordType<T> type, T record) {
        return TreeWriter.record(type, record);
    }

    /** The value of one field of a record; {@code null} when JSON would not show it. */
    public static <T> @Nullable Object ofField(RecordType<T> type, FieldInfo field, T record) {
        Object value = type.get(record, field.index());
        return value == null || !Presence.written(type.erased(), field, record)
                ? null
                : TreeWriter.value(type.erased(), field, value);
    }

    /**
     * Reads an object with its type; see {@link Json#decode(byte[], Kind, DecodeOptions)}.
     *
     * @throws DecodeException when it cannot be read
     */
    public static Object toObject(Map<String, ?> tree, @Nullable Kind<?> expected, DecodeOptions options) {
        Resolved type = Resolved.of(new TypeMeta(text(tree, "apiVersion"), text(tree, "kind")), expected);
        if (type.kind().custom()) {
            return custom(tree, type.kind(), options);
        }
        return type.list()
                ? list(tree, type.kind(), options)
                : toRecord(tree, type.kind().type(), options);
    }

    private static String text(Map<String, ?> tree, String name) {
        return switch (tree.get(name)) {
            case null -> "";
            case String text -> text;
            default -> throw TypeMeta.noText(name, TreeReader.given(tree.get(name)));
        };
    }

    @SuppressWarnings("unchecked") // a custom kind is a kind of custom objects
    private static CustomObject custom(Map<String, ?> tree, Kind<?> kind, DecodeOptions options) {
        FieldTrail trail = new FieldTrail(options.strictErrors());
        ObjectMeta metadata = ObjectMetaType.EMPTY;
        Object given = tree.get("metadata");
        if (given != null) {
            trail.enter("metadata");
            if (!(given instanceof Map)) {
                throw FieldTrail.mismatch(ObjectMetaType.TYPE, given instanceof List ? "array" : "value");
            }
            metadata = (ObjectMeta) new TreeReader(trail).record(ObjectMetaType.TYPE, given);
        }
        Map<String, Object> content = new LinkedHashMap<>(tree);
        content.remove("apiVersion");
        content.remove("kind");
        content.remove("metadata");
        return new CustomObject(
                (Kind<CustomObject>) kind, metadata, kind.rules().prune(content, options.strictErrors()));
    }

    private static <T> KubeList<T> list(Map<String, ?> tree, Kind<T> kind, DecodeOptions options) {
        FieldTrail trail = new FieldTrail(options.strictErrors());
        TreeReader reader = new TreeReader(trail);
        Object metadata = tree.get("metadata");
        List<T> items = new ArrayList<>();
        Object value = tree.get("items");
        if (value != null) {
            if (!(value instanceof List<?> given)) {
                throw FieldTrail.noItems(kind, TreeReader.given(value));
            }
            trail.enter("items");
            for (Object item : given) {
                trail.element(items.size());
                items.add(kind.type().recordClass().cast(reader.record(kind.type(), item)));
            }
            trail.leave();
        }
        return new KubeList<>(
                kind,
                metadata == null ? ListMetaType.EMPTY : (ListMeta) reader.record(ListMetaType.TYPE, metadata),
                items);
    }

    /**
     * Reads a record of a known type; {@code apiVersion} and {@code kind} are not looked at.
     *
     * @throws DecodeException when it cannot be read
     */
    public static <T> T toRecord(@Nullable Object tree, RecordType<T> type, DecodeOptions options) {
        return type.recordClass().cast(new TreeReader(new FieldTrail(options.strictErrors())).record(type, tree));
    }

    /** @throws DecodeException when this is no JSON */
    public static @Nullable Object parseJson(byte[] json) {
        return TreeJson.parse(json, DecodeOptions.LENIENT);
    }

    /**
     * Also finds duplicate fields; the last one counts.
     *
     * @throws DecodeException when this is no JSON
     */
    public static @Nullable Object parseJson(byte[] json, DecodeOptions options) {
        return TreeJson.parse(json, options);
    }

    /** The tree as an object. */
    @SuppressWarnings("unchecked") // the keys of a tree's maps are strings
    public static Map<String, Object> object(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new DecodeException(
                "json: cannot unmarshal " + TreeReader.given(tree) + " into Go value of type map[string]interface {}");
    }

    public static byte[] toJson(@Nullable Object tree) {
        return TreeJson.bytes(tree);
    }

    /** A copy that shares nothing that can change. */
    public static @Nullable Object copy(@Nullable Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
                map.forEach((name, value) -> TreeJson.put(copy, (String) name, copy(value)));
                yield copy;
            }
            case List<?> list -> {
                List<Object> copy = new ArrayList<>(list.size());
                list.forEach(element -> TreeJson.add(copy, copy(element)));
                yield copy;
            }
            case null -> null;
            default -> tree;
        };
    }

    /** Whether two trees are the same JSON: 1 and 1.0 are one number, and the order of an object's fields says nothing. */
    public static boolean same(@Nullable Object a, @Nullable Object b) {
        return switch (a) {
            case Number x
            when b instanceof Number y ->
                fraction(x) || fraction(y) ? x.doubleValue() == y.doubleValue() : x.longValue() == y.longValue();
            case Map<?, ?> x when b instanceof Map<?, ?> y -> sameFields(x, y);
            case List<?> x when b instanceof List<?> y -> sameElements(x, y);
            case null -> b == null;
            default -> a.equals(b);
        };
    }

    private static boolean fraction(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static boolean sameFields(Map<?, ?> a, Map<?, ?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<?, ?> field : a.entrySet()) {
            if (!b.containsKey(field.getKey()) || !same(field.getValue(), b.get(field.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameElements(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
