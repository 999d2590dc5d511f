package io.gantry.server.cel;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.gantry.api.Kind;
import io.gantry.api.meta.v1.ObjectMetaType;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.ValueKind;
import io.gantry.server.schema.CustomVersion;
import io.gantry.server.schema.SchemaNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The kinds of the API as types, for checking expressions. What can be written in several ways, such as a quantity, is of
 * unknown type. Not thread-safe.
 */
final class KindTypes {
    private final Map<RecordType<?>, CelType> records = new HashMap<>();
    private final Map<String, CelType> named = new LinkedHashMap<>();

    /** The types made so far, by their names. */
    Map<String, CelType> named() {
        return named;
    }

    CelType of(Kind<?> kind) {
        Map<String, CelType> fields = new LinkedHashMap<>();
        if (kind.custom()) {
            SchemaNode root = CustomVersion.of(kind).root();
            SchemaTypes schema = new SchemaTypes();
            root.properties().forEach((name, node) -> {
                CelType type = schema.of(node, node.embedded(), kind.name() + "." + name);
                if (type != null) {
                    put(fields, name, type);
                }
            });
            named.putAll(schema.named());
            fields.put("metadata", of(ObjectMetaType.TYPE, kind.name() + ".metadata"));
        } else {
            RecordType<?> type = kind.type();
            type.fields().forEach(field -> put(fields, field.name(), of(type, field, kind.name())));
        }
        fields.put("apiVersion", SimpleType.STRING);
        fields.put("kind", SimpleType.STRING);
        CelType type = AdmissionTypes.struct(kind.name(), ImmutableMap.copyOf(fields));
        named.put(type.name(), type);
        return type;
    }

    /** A field under its name, and as Kubernetes escapes it: expressions about untyped objects write it plainly. */
    private static void put(Map<String, CelType> fields, String name, CelType type) {
        fields.put(name, type);
        String escaped = SchemaTypes.escape(name);
        if (escaped != null) {
            fields.put(escaped, type);
        }
    }

    /** @param name of the type: the path to where it is met first */
    @SuppressWarnings("Immutable") // once it is filled in
    private CelType of(RecordType<?> record, String name) {
        CelType known = records.get(record);
        if (known != null) {
            return known;
        }
        Map<String, CelType> fields = new LinkedHashMap<>();
        // Types may contain themselves, so the fields are filled in behind the type.
        Map<String, CelType> names = new LinkedHashMap<>();
        record.fields().forEach(field -> put(names, field.name(), SimpleType.DYN));
        CelType type = StructType.create(
                name, ImmutableMap.copyOf(names).keySet(), field -> Optional.ofNullable(fields.get(field)));
        records.put(record, type);
        named.put(type.name(), type);
        record.fields().forEach(field -> put(fields, field.name(), of(record, field, name)));
        return type;
    }

    private CelType of(RecordType<?> record, FieldInfo field, String name) {
        String each = name + "." + field.name()
                + switch (field.container()) {
                    case SINGLE -> "";
                    case LIST -> ".@idx";
                    case MAP -> ".@elem";
                };
        CelType value = field.kind() == ValueKind.RECORD ? of(record.child(field), each) : scalar(field.kind());
        return switch (field.container()) {
            case SINGLE -> value;
            case LIST -> ListType.create(value);
            case MAP -> MapType.create(SimpleType.STRING, value);
        };
    }

    private static CelType scalar(ValueKind kind) {
        return switch (kind) {
            case STRING, DURATION -> SimpleType.STRING;
            case INT32, INT64 -> SimpleType.INT;
            case BOOL -> SimpleType.BOOL;
            case DOUBLE -> SimpleType.DOUBLE;
            case BYTES -> SimpleType.BYTES;
            case TIME, MICRO_TIME -> SimpleType.TIMESTAMP;
            case STRINGS -> ListType.create(SimpleType.STRING);
            case QUANTITY, INT_OR_STRING, RAW, RECORD -> SimpleType.DYN;
        };
    }
}
