package io.gantry.api.codec;

import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.Shape;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.IntOrString;
import io.gantry.api.types.RawJson;
import io.gantry.api.types.StringMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes generic trees of records, equal to what parsing their JSON gives. */
final class TreeWriter {
    private TreeWriter() {}

    static @Nullable Object record(RecordType<?> recordType, Object record) {
        RecordType<Object> type = recordType.erased();
        if (type.shape() != Shape.OBJECT) {
            return union(type, record);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        fields(type, record, map);
        return map;
    }

    static void fields(RecordType<?> recordType, Object record, Map<String, Object> into) {
        RecordType<Object> type = recordType.erased();
        for (long rest = Presence.written(type, record); rest != 0; rest &= rest - 1) {
            int index = Long.numberOfTrailingZeros(rest);
            FieldInfo field = type.field(index);
            TreeJson.put(into, field.name(), value(type, field, type.get(record, index)));
        }
    }

    private static @Nullable Object union(RecordType<Object> type, Object record) {
        Object first = type.get(record, 0);
        Object second = type.get(record, 1);
        if (type.shape() == Shape.SCHEMA_OR_BOOL) {
            return second != null ? element(type, type.field(1), second) : Boolean.TRUE.equals(first);
        }
        if (second instanceof List<?> list && !list.isEmpty()) {
            return value(type, type.field(1), second);
        }
        return first == null ? null : element(type, type.field(0), first);
    }

    /** The tree of one field's value. */
    static @Nullable Object value(RecordType<Object> type, FieldInfo field, @Nullable Object value) {
        if (value == null) {
            return field.always() ? element(type, field, Zero.of(type, field)) : null;
        }
        return switch (field.container()) {
            case SINGLE -> element(type, field, value);
            case LIST -> {
                List<?> list = (List<?>) value;
                if (list.isEmpty()) {
                    yield null;
                }
                List<Object> tree = new ArrayList<>(list.size());
                for (Object element : list) {
                    TreeJson.add(tree, element(type, field, element));
                }
                yield tree;
            }
            case MAP -> {
                StringMap<?> map = StringMap.copyOf(asMap(value));
                if (map.isEmpty()) {
                    yield null;
                }
                Map<String, Object> tree = LinkedHashMap.newLinkedHashMap(map.size());
                for (int i = 0; i < map.size(); i++) {
                    TreeJson.put(tree, map.keyAt(i), element(type, field, map.valueAt(i)));
                }
                yield tree;
            }
        };
    }

    @SuppressWarnings("unchecked") // maps of records have string keys
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    private static @Nullable Object element(RecordType<Object> type, FieldInfo field, Object value) {
        return switch (field.kind()) {
            case RECORD -> record(type.child(field), value);
            case STRING, INT64, BOOL -> value;
            case DOUBLE -> number((Double) value);
            case INT32 -> ((Integer) value).longValue();
            case BYTES -> ((Bytes) value).toBase64();
            case TIME -> Scalars.time((Instant) value);
            case MICRO_TIME -> Scalars.microTime((Instant) value);
            case DURATION -> Scalars.duration((Duration) value);
            case QUANTITY -> value.toString();
            case INT_OR_STRING -> {
                IntOrString either = (IntOrString) value;
                yield either.text() != null ? either.text() : (Object) (long) either.intValue();
            }
            case RAW -> TreeJson.parse(((RawJson) value).shared(), DecodeOptions.LENIENT);
            case STRINGS -> new ArrayList<Object>((List<?>) value);
        };
    }

    /** As it is read from JSON, where a number without fraction and exponent is a whole one. */
    private static Object number(double value) {
        if (value != Math.rint(value) || Math.abs(value) >= 0x1p63) {
            return value;
        }
        try {
            return Long.parseLong(Scalars.number(value));
        } catch (NumberFormatException tooLarge) {
            return value; // its digits in JSON are rounded up beyond a long
        }
    }
}
