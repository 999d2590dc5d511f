package io.gantry.api.codec;

import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.Shape;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.IntOrString;
import io.gantry.api.types.StringMap;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes records as CBOR. Fields stand in the order of their type, which any reader of CBOR takes. Not thread-safe. */
final class CborWriter {
    private final CborOutput out;

    CborWriter(CborOutput out) {
        this.out = out;
    }

    void record(RecordType<?> recordType, Object record) throws IOException {
        RecordType<Object> type = recordType.erased();
        if (type.shape() != Shape.OBJECT) {
            union(type, record);
            return;
        }
        out.map(present(type, record));
        fields(type, record);
    }

    /** How many fields of the record are written. */
    static int present(RecordType<?> recordType, Object record) {
        RecordType<Object> type = recordType.erased();
        return Long.bitCount(Presence.written(type, record));
    }

    /** The record's fields inside a map whose head is written. */
    void fields(RecordType<?> recordType, Object record) throws IOException {
        RecordType<Object> type = recordType.erased();
        for (long rest = Presence.written(type, record); rest != 0; rest &= rest - 1) {
            int index = Long.numberOfTrailingZeros(rest);
            FieldInfo field = type.field(index);
            Object value = type.get(record, index);
            out.string(field.name());
            if (value != null) {
                value(type, field, value);
            } else if (field.always()) {
                element(type, field, Zero.of(type, field));
            } else {
                out.nil();
            }
        }
    }

    private void union(RecordType<Object> type, Object record) throws IOException {
        Object first = type.get(record, 0);
        Object second = type.get(record, 1);
        if (type.shape() == Shape.SCHEMA_OR_BOOL) {
            if (second != null) {
                element(type, type.field(1), second);
            } else {
                out.bool(Boolean.TRUE.equals(first));
            }
            return;
        }
        if (second instanceof List<?> list && !list.isEmpty()) {
            value(type, type.field(1), second);
        } else if (first != null) {
            element(type, type.field(0), first);
        } else {
            out.nil();
        }
    }

    private void value(RecordType<Object> type, FieldInfo field, Object value) throws IOException {
        switch (field.container()) {
            case SINGLE -> element(type, field, value);
            case LIST -> {
                List<?> list = (List<?>) value;
                if (list.isEmpty()) {
                    out.nil(); // Go's nil slice
                    return;
                }
                out.array(list.size());
                for (int i = 0; i < list.size(); i++) {
                    element(type, field, list.get(i));
                }
            }
            case MAP -> {
                if (((Map<?, ?>) value).isEmpty()) {
                    out.nil();
                    return;
                }
                StringMap<?> map = (StringMap<?>) value;
                out.map(map.size());
                for (int i = 0; i < map.size(); i++) {
                    out.string(map.keyAt(i));
                    element(type, field, map.valueAt(i));
                }
            }
        }
    }

    private void element(RecordType<Object> type, FieldInfo field, Object value) throws IOException {
        switch (field.kind()) {
            case RECORD -> record(type.child(field), value);
            case STRING -> out.string((String) value);
            case INT32 -> out.integer((Integer) value);
            case INT64 -> out.integer((Long) value);
            case BOOL -> out.bool((Boolean) value);
            case DOUBLE -> out.real((Double) value);
            case BYTES -> out.base64(((Bytes) value).shared());
            case TIME -> out.string(Scalars.time((Instant) value));
            case MICRO_TIME -> out.string(Scalars.microTime((Instant) value));
            case DURATION -> out.string(Scalars.duration((Duration) value));
            case QUANTITY -> out.string(value.toString());
            case INT_OR_STRING -> {
                IntOrString either = (IntOrString) value;
                String text = either.text();
                if (text == null) {
                    out.integer(either.intValue());
                } else {
                    out.string(text);
                }
            }
            case RAW, STRINGS -> out.tree(value);
        }
    }
}
