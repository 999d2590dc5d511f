package io.gantry.server.registry;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaType;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.ValueKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads single values out of objects by their JSON path, by the field tables of their types. */
final class FieldValues {
    private FieldValues() {}

    /** The value at a path such as {@code spec.nodeName} as text; empty when anything on the way is absent. */
    static String text(KubeObject object, String path) {
        if (object instanceof CustomObject custom) {
            return customText(custom, path);
        }
        Object value = object;
        RecordType<?> type = object.kind().type();
        int start = 0;
        while (value != null) {
            int dot = path.indexOf('.', start);
            FieldInfo field = type.field(dot < 0 ? path.substring(start) : path.substring(start, dot));
            if (field == null) {
                return "";
            }
            value = get(type, value, field);
            if (dot < 0) {
                break;
            }
            if (field.kind() != ValueKind.RECORD || field.list() || field.map()) {
                return "";
            }
            type = type.child(field);
            start = dot + 1;
        }
        return value == null ? "" : value.toString();
    }

    private static String customText(CustomObject object, String path) {
        if (path.startsWith("metadata.")) {
            ObjectMeta metadata = object.metadata();
            FieldInfo field = ObjectMetaType.TYPE.field(path.substring("metadata.".length()));
            Object value = field == null ? null : ObjectMetaType.TYPE.get(metadata, field.index());
            return value == null ? "" : value.toString();
        }
        Object value = object.content();
        for (String part : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return value == null ? "" : value.toString();
    }

    @SuppressWarnings("unchecked") // a kind's table reads its own records
    private static <T> @Nullable Object get(RecordType<T> type, Object record, FieldInfo field) {
        return type.get((T) record, field.index());
    }

    /** The value of a field of the object itself, such as {@code spec}. */
    static @Nullable Object field(KubeObject object, String name) {
        if (object instanceof CustomObject custom) {
            return custom.content().get(name);
        }
        RecordType<?> type = object.kind().type();
        FieldInfo field = type.field(name);
        return field == null ? null : get(type, object, field);
    }

    static boolean has(Kind<?> kind, String field) {
        return kind.custom() || kind.type().field(field) != null;
    }

    /** {@code into} with the field's value taken from {@code from}; unchanged when the kind has no such field. */
    @SuppressWarnings("unchecked") // both are objects of the kind of the table
    static <T extends KubeObject> T copy(T into, T from, String name) {
        if (into instanceof CustomObject target && from instanceof CustomObject source) {
            return (T) customWith(target, name, source.content().get(name));
        }
        RecordType<T> type = (RecordType<T>) into.kind().type();
        FieldInfo field = type.field(name);
        if (field == null) {
            return into;
        }
        Object value = type.get(from, field.index());
        return value == type.get(into, field.index()) ? into : type.with(into, field, value);
    }

    /** The object without a value in this field. */
    @SuppressWarnings("unchecked") // the object is of the kind of the table
    static <T extends KubeObject> T clear(T object, String name) {
        if (object instanceof CustomObject custom) {
            return (T) customWith(custom, name, null);
        }
        RecordType<T> type = (RecordType<T>) object.kind().type();
        FieldInfo field = type.field(name);
        return field == null || type.get(object, field.index()) == null ? object : type.with(object, field, null);
    }

    /** Whether two objects of one kind differ in anything but metadata and status. */
    static <T extends KubeObject> boolean sameDesire(T one, T other) {
        if (one instanceof CustomObject a && other instanceof CustomObject b) {
            return customWith(a, "status", null)
                    .content()
                    .equals(customWith(b, "status", null).content());
        }
        @SuppressWarnings("unchecked") // both are objects of the kind of the table
        RecordType<T> type = (RecordType<T>) one.kind().type();
        for (FieldInfo field : type.fields()) {
            String name = field.name();
            if (name.equals("metadata") || name.equals("status")) {
                continue;
            }
            Object a = type.get(one, field.index());
            Object b = type.get(other, field.index());
            if (a != b && (a == null || !a.equals(b))) {
                return false;
            }
        }
        return true;
    }

    private static CustomObject customWith(CustomObject object, String name, @Nullable Object value) {
        if (Objects.equals(object.content().get(name), value)) {
            return object;
        }
        Map<String, Object> content = new LinkedHashMap<>(object.content());
        if (value == null) {
            content.remove(name);
        } else {
            content.put(name, value);
        }
        return object.withContent(content);
    }
}
