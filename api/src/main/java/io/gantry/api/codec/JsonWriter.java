package io.gantry.api.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.Shape;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.IntOrString;
import io.gantry.api.types.RawJson;
import io.gantry.api.types.StringMap;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes records as JSON. Not thread-safe. */
final class JsonWriter {
    private final JsonGenerator out;

    JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    void record(RecordType<?> recordType, Object record) throws IOException {
        RecordType<Object> type = recordType.erased();
        if (type.shape() != Shape.OBJECT) {
            union(type, record);
            return;
        }
        out.writeStartObject();
        fields(type, record);
        out.writeEndObject();
    }

    /** The record's fields inside an object that is open already. */
    void fields(RecordType<?> recordType, Object record) throws IOException {
        RecordType<Object> type = recordType.erased();
        int count = type.fieldCount();
        for (int i = 0; i < count; i++) {
            FieldInfo field = type.field(i);
            Object value = type.get(record, i);
            if (Presence.written(type, field, value)) {
                out.writeFieldName(field.encodedName());
                if (value != null) {
                    value(type, field, value);
                } else if (field.always()) {
                    element(type, field, Zero.of(type, field));
                } else {
                    out.writeNull();
                }
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
                out.writeBoolean(Boolean.TRUE.equals(first));
            }
            return;
        }
        if (second instanceof List<?> list && !list.isEmpty()) {
            value(type, type.field(1), second);
        } else if (first != null) {
            element(type, type.field(0), first);
        } else {
            out.writeNull();
        }
    }

    private void value(RecordType<Object> type, FieldInfo field, Object value) throws IOException {
        switch (field.container()) {
            case SINGLE -> element(type, field, value);
            case LIST -> {
                List<?> list = (List<?>) value;
                if (list.isEmpty()) {
                    out.writeNull(); // Go's nil slice
                    return;
                }
                out.writeStartArray();
                for (int i = 0; i < list.size(); i++) {
                    element(type, field, list.get(i));
                }
                out.writeEndArray();
            }
            case MAP -> {
                if (((Map<?, ?>) value).isEmpty()) {
                    out.writeNull();
                    return;
                }
                out.writeStartObject();
                if (value instanceof StringMap<?> map) {
                    for (int i = 0; i < map.size(); i++) {
                        out.writeFieldName(map.keyAt(i));
                        element(type, field, map.valueAt(i));
                    }
                }
                out.writeEndObject();
            }
        }
    }

    private void element(RecordType<Object> type, FieldInfo field, Object value) throws IOException {
        switch (field.kind()) {
            case RECORD -> record(type.child(field), value);
            case STRING -> out.writeString((String) value);
            case INT32 -> out.writeNumber((Integer) value);
            case INT64 -> out.writeNumber((Long) value);
            case BOOL -> out.writeBoolean((Boolean) value);
            case DOUBLE -> out.writeNumber(Scalars.number((Double) value));
            case BYTES -> out.writeString(((Bytes) value).toBase64());
            case TIME -> out.writeString(Scalars.time((Instant) value));
            case MICRO_TIME -> out.writeString(Scalars.microTime((Instant) value));
            case DURATION -> out.writeString(Scalars.duration((Duration) value));
            case QUANTITY -> out.writeString(value.toString());
            case INT_OR_STRING -> {
                IntOrString either = (IntOrString) value;
                String text = either.text();
                if (text == null) {
                    out.writeNumber(either.intValue());
                } else {
                    out.writeString(text);
                }
            }
            case RAW -> out.writeRawValue(new RawBytes(((RawJson) value).shared()));
            case STRINGS -> {
                out.writeStartArray();
                for (Object text : (List<?>) value) {
                    out.writeString((String) text);
                }
                out.writeEndArray();
            }
        }
    }
}
