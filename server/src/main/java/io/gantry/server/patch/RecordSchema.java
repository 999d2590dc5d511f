package io.gantry.server.patch;

import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.ValueKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The schema of a built-in type, read off its field table. */
public final class RecordSchema implements Schema {
    private static final Map<RecordType<?>, RecordSchema> STRUCTS = new ConcurrentHashMap<>();
    private static final Schema SCALAR = new RecordSchema(null, null, Form.LEAF);

    private final @Nullable RecordType<?> type;
    private final @Nullable FieldInfo info;
    private final Form form;
    private final Map<String, Schema> fields = new ConcurrentHashMap<>();
    /** The type of the record that holds the field; only with {@link #info}. */
    private @Nullable RecordType<?> owner;

    private RecordSchema(@Nullable RecordType<?> type, @Nullable FieldInfo info, Form form) {
        this.type = type;
        this.info = info;
        this.form = form;
    }

    /** The schema of a record. */
    public static Schema of(RecordType<?> type) {
        RecordSchema known = STRUCTS.get(type);
        return known != null
                ? known
                : STRUCTS.computeIfAbsent(
                        type, absent -> new RecordSchema(absent, null, absent.atomic() ? Form.LEAF : Form.STRUCT));
    }

    private static Schema ofField(RecordType<?> owner, FieldInfo field) {
        RecordType<?> child = field.kind() == ValueKind.RECORD ? owner.child(field) : null;
        Form form = switch (field.container()) {
            case SINGLE -> child == null || field.atomic() || child.atomic() ? Form.LEAF : Form.STRUCT;
            case MAP -> field.atomic() ? Form.LEAF : Form.MAP;
            case LIST ->
                field.listType() == ListType.MAP
                        ? Form.KEYED_LIST
                        : field.listType() == ListType.SET ? Form.SET : Form.LEAF;
        };
        RecordSchema schema = new RecordSchema(child, field, form);
        schema.owner = owner;
        return schema;
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public @Nullable Schema field(String name) {
        if (info != null && info.map()) {
            return element();
        }
        if (type == null) {
            return null;
        }
        Schema known = fields.get(name);
        if (known == null) {
            FieldInfo field = type.field(name);
            if (field == null) {
                return null;
            }
            known = ofField(type, field);
            fields.put(name, known);
        }
        return known;
    }

    @Override
    public boolean declares(String name) {
        return (info == null || !info.map()) && type != null && type.field(name) != null;
    }

    @Override
    public Schema element() {
        return type == null ? SCALAR : of(type);
    }

    @Override
    public List<String> keys() {
        return info == null ? List.of() : info.mapKeys();
    }

    @Override
    public @Nullable Object keyDefault(String key) {
        FieldInfo field = type == null ? null : type.field(key);
        String text = field == null ? null : field.defaultValue();
        if (field == null || text == null) {
            return null;
        }
        return switch (field.kind()) {
            case INT32, INT64 -> Long.valueOf(text);
            case BOOL -> Boolean.valueOf(text);
            default -> text;
        };
    }

    /** The name of the record; empty for a scalar. */
    String typeName() {
        return type == null ? "" : type.name();
    }

    @Override
    public boolean mergeList() {
        return info != null && info.merge();
    }

    @Override
    public String mergeKey() {
        return info == null ? "" : info.mergeKey();
    }

    @Override
    public boolean retainKeys() {
        return info != null && info.retainKeys();
    }

    @Override
    public boolean heldByValue(String name) {
        FieldInfo field = type == null ? null : type.field(name);
        return field != null && (field.always() || field.required());
    }

    @Override
    public String toString() {
        return form + (type == null ? "" : " of " + type.name()) + (owner == null ? "" : " in " + owner.name());
    }
}
