package io.gantry.api.codec;

import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.WireNode;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.IntOrString;
import io.gantry.api.types.RawJson;
import io.gantry.api.types.StringMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes records as protobuf messages, from the last byte to the first: a message's length is known when it stands, so
 * one pass is enough. Not thread-safe.
 */
final class ProtoWriter {
    private byte[] buffer;
    /** The first byte that is written; all after it are. */
    private int start;

    ProtoWriter(int capacity) {
        buffer = new byte[capacity];
        start = capacity;
    }

    int length() {
        return buffer.length - start;
    }

    byte[] toByteArray() {
        return Arrays.copyOfRange(buffer, start, buffer.length);
    }

    private void reserve(int bytes) {
        if (start >= bytes) {
            return;
        }
        int length = length();
        byte[] larger = new byte[Math.max(buffer.length * 2, length + bytes)];
        System.arraycopy(buffer, start, larger, larger.length - length, length);
        start = larger.length - length;
        buffer = larger;
    }

    void bytes(byte[] content) {
        reserve(content.length);
        start -= content.length;
        System.arraycopy(content, 0, buffer, start, content.length);
    }

    void varint(long value) {
        reserve(10);
        int size = size(value);
        start -= size;
        int at = start;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[at] = (byte) rest;
    }

    private static int size(long value) {
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }

    void tag(int number, int wireType) {
        varint((long) number << 3 | wireType);
    }

    /** Completes what was written since {@code lengthBefore} as a length-delimited field. */
    void delimit(int number, int lengthBefore) {
        varint(length() - lengthBefore);
        tag(number, 2);
    }

    void string(int number, String text) {
        int before = length();
        text(text);
        delimit(number, before);
    }

    @SuppressWarnings("deprecation") // getBytes(int, ...) is the one copy that makes no garbage; the text is ASCII
    private void text(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) >= 0x80) {
                bytes(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
        }
        reserve(length);
        start -= length;
        text.getBytes(0, length, buffer, start);
    }

    /** The fields of a record, without the record's own tag and length. */
    void record(RecordType<?> recordType, Object record) {
        RecordType<Object> type = recordType.erased();
        message(type, type.wire(), record, Presence.written(type, record));
    }

    private void message(RecordType<Object> type, WireNode message, Object record, long written) {
        for (int i = message.size() - 1; i >= 0; i--) {
            WireNode node = message.at(i);
            FieldInfo field = node.field();
            if (field == null) {
                int before = length();
                message(type, node, record, written);
                delimit(node.number(), before); // held by value: written even when empty
                continue;
            }
            if ((written >>> field.index() & 1) == 0) {
                continue;
            }
            Object value = type.get(record, field.index());
            if (value != null) {
                field(type, field, value);
            }
        }
    }

    private void field(RecordType<Object> type, FieldInfo field, Object value) {
        switch (field.container()) {
            case SINGLE -> {
                value(type, field, field.number(), value);
            }
            case LIST -> {
                List<?> list = (List<?>) value;
                if (field.wrapped()) {
                    if (!list.isEmpty()) {
                        int before = length();
                        strings(list);
                        delimit(field.number(), before);
                    }
                    return;
                }
                for (int i = list.size() - 1; i >= 0; i--) {
                    value(type, field, field.number(), list.get(i));
                }
            }
            case MAP -> {
                StringMap<?> map = StringMap.copyOf(asMap(value));
                for (int i = map.size() - 1; i >= 0; i--) {
                    int before = length();
                    value(type, field, 2, map.valueAt(i));
                    string(1, map.keyAt(i));
                    delimit(field.number(), before);
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // maps of records have string keys
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    private void strings(List<?> list) {
        for (int i = list.size() - 1; i >= 0; i--) {
            string(1, (String) list.get(i));
        }
    }

    private void value(RecordType<Object> type, FieldInfo field, int number, Object value) {
        switch (field.kind()) {
            case STRING -> string(number, (String) value);
            case INT32 -> {
                varint((Integer) value);
                tag(number, 0);
            }
            case INT64 -> {
                varint((Long) value);
                tag(number, 0);
            }
            case BOOL -> {
                varint((Boolean) value ? 1 : 0);
                tag(number, 0);
            }
            case DOUBLE -> {
                long bits = Double.doubleToRawLongBits((Double) value);
                reserve(8);
                for (int shift = 56; shift >= 0; shift -= 8) {
                    buffer[--start] = (byte) (bits >>> shift);
                }
                tag(number, 1);
            }
            case BYTES -> {
                byte[] content = ((Bytes) value).shared();
                bytes(content);
                varint(content.length);
                tag(number, 2);
            }
            case RECORD, TIME, MICRO_TIME, DURATION, QUANTITY, INT_OR_STRING, RAW, STRINGS -> {
                int before = length();
                inner(type, field, value);
                delimit(number, before);
            }
        }
    }

    private void inner(RecordType<Object> type, FieldInfo field, Object value) {
        switch (field.kind()) {
            case RECORD -> record(type.child(field), value);
            case TIME -> time(((Instant) value).getEpochSecond(), 0);
            case MICRO_TIME -> {
                Instant time = Scalars.micros((Instant) value);
                time(time.getEpochSecond(), time.getNano());
            }
            case DURATION -> {
                varint(Scalars.nanos((Duration) value));
                tag(1, 0);
            }
            case QUANTITY -> string(1, value.toString());
            case INT_OR_STRING -> {
                IntOrString either = (IntOrString) value;
                String text = either.text();
                string(3, text == null ? "" : text);
                varint(either.intValue());
                tag(2, 0);
                varint(text == null ? 0 : 1);
                tag(1, 0);
            }
            case RAW -> {
                byte[] raw = ((RawJson) value).shared();
                bytes(raw);
                varint(raw.length);
                tag(1, 2);
            }
            case STRINGS -> strings((List<?>) value);
            case STRING, INT32, INT64, BOOL, DOUBLE, BYTES ->
                throw new IllegalStateException("no message: " + field.kind());
        }
    }

    private void time(long seconds, int nanos) {
        varint(nanos);
        tag(2, 0);
        varint(seconds);
        tag(1, 0);
    }
}
