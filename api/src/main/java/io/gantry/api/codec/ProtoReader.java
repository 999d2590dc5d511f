package io.gantry.api.codec;

import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.schema.ValueKind;
import io.gantry.api.schema.WireNode;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.IntOrString;
import io.gantry.api.types.Quantity;
import io.gantry.api.types.RawJson;
import io.gantry.api.types.StringMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from protobuf messages.
 *
 * <p>With an {@link Interner}, parts are looked up by their encoded bytes before they are parsed: a sub-message by its
 * bytes, a list or map by the run of its elements, which encoders write one after the other. What to look up says the
 * field's {@link Sharing}. One reader reads one message; not thread-safe.
 */
final class ProtoReader {
    private final WireInput in;
    private final @Nullable Interner interner;
    private final CRC32C crc = new CRC32C();
    private final @Nullable Instant[] times = new @Nullable Instant[8];
    private int depth;

    ProtoReader(byte[] buffer, @Nullable Interner interner) {
        this.in = new WireInput(buffer);
        this.interner = interner;
    }

    /** Reads the message between two positions. */
    Object record(RecordType<?> type, int from, int end) {
        return record(type, from, end, interner != null);
    }

    private Object record(RecordType<?> type, int from, int end, boolean share) {
        if (++depth > FieldTrail.MAX_DEPTH) {
            throw new DecodeException("proto: message is nested too deeply");
        }
        @Nullable Object[] values = new @Nullable Object[type.fieldCount()];
        in.position(from);
        message(type, type.wire(), values, end, share);
        depth--;
        return type.create(values);
    }

    private void message(RecordType<?> type, WireNode message, @Nullable Object[] values, int end, boolean share) {
        while (in.position() < end) {
            int tagStart = in.position();
            int tag = in.tag(end);
            WireNode node = message.find(tag >>> 3);
            if (node == null) {
                in.skip(tag, end);
                continue;
            }
            FieldInfo field = node.field();
            if (field == null) {
                int innerEnd = in.slice(tag, end);
                message(type, node, values, innerEnd, share);
                in.position(innerEnd);
                continue;
            }
            int index = field.index();
            switch (field.container()) {
                case SINGLE -> values[index] = single(type, field, tag, end, share);
                case LIST -> values[index] = joined(values[index], list(type, field, tag, tagStart, end, share));
                case MAP -> values[index] = merged(values[index], map(type, field, tag, tagStart, end, share));
            }
        }
    }

    /** Encoders write a list in one run; the format allows several. */
    private static List<?> joined(@Nullable Object before, List<?> run) {
        if (before == null) {
            return run;
        }
        List<Object> all = new ArrayList<>((List<?>) before);
        all.addAll(run);
        return List.of(all.toArray());
    }

    private static StringMap<?> merged(@Nullable Object before, StringMap<?> run) {
        if (before == null) {
            return run;
        }
        StringMap<?> first = (StringMap<?>) before;
        Object[] entries = new Object[2 * (first.size() + run.size())];
        int at = 0;
        for (StringMap<?> map : List.of(first, run)) {
            for (int i = 0; i < map.size(); i++) {
                entries[at++] = map.keyAt(i);
                entries[at++] = map.valueAt(i);
            }
        }
        return StringMap.ofOwned(entries);
    }

    private List<?> list(RecordType<?> type, FieldInfo field, int tag, int tagStart, int end, boolean share) {
        if ((tag & 7) != 2) {
            return numbers(field, tag, end);
        }
        if (field.wrapped()) {
            return strings(in.slice(tag, end));
        }
        if (isNumber(field.kind())) {
            return packed(field, in.slice(tag, end));
        }
        int contentStart = in.position();
        int count = in.run(tag, end);
        int runEnd = in.position();
        in.position(contentStart);
        if (share && field.sharing() == Sharing.WHOLE && runEnd - tagStart <= Interner.MAX_SLICE && interner != null) {
            int hash = Interner.hash(crc, in.buffer(), tagStart, runEnd - tagStart, field);
            Object known = interner.find(hash, field, in.buffer(), tagStart, runEnd - tagStart);
            if (known == null) {
                List<?> read = elements(type, field, tag, count, runEnd, false);
                known = interner.add(hash, field, in.buffer(), tagStart, runEnd - tagStart, read);
            }
            in.position(runEnd);
            return (List<?>) known;
        }
        return elements(type, field, tag, count, runEnd, share);
    }

    private List<?> elements(RecordType<?> type, FieldInfo field, int tag, int count, int end, boolean share) {
        Object[] elements = new Object[count];
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                in.tag(end);
            }
            Object element = single(type, field, tag, end, share);
            elements[i] = element == null ? Zero.of(type, field) : element;
        }
        return List.of(elements);
    }

    private List<?> numbers(FieldInfo field, int tag, int end) {
        List<Object> numbers = new ArrayList<>();
        numbers.add(number(field, tag, end));
        while (in.at(tag, end)) {
            numbers.add(number(field, tag, end));
        }
        return List.of(numbers.toArray());
    }

    private List<?> packed(FieldInfo field, int end) {
        List<Object> numbers = new ArrayList<>();
        int tag = field.kind() == ValueKind.DOUBLE ? 1 : 0;
        while (in.position() < end) {
            numbers.add(number(field, tag, end));
        }
        return List.of(numbers.toArray());
    }

    private static boolean isNumber(ValueKind kind) {
        return kind == ValueKind.INT32 || kind == ValueKind.INT64 || kind == ValueKind.BOOL || kind == ValueKind.DOUBLE;
    }

    private List<String> strings(int end) {
        List<String> strings = new ArrayList<>();
        while (in.position() < end) {
            int tag = in.tag(end);
            if (tag >>> 3 == 1) {
                int stringEnd = in.slice(tag, end);
                strings.add(text(stringEnd, true));
            } else {
                in.skip(tag, end);
            }
        }
        return List.copyOf(strings);
    }

    private StringMap<?> map(RecordType<?> type, FieldInfo field, int tag, int tagStart, int end, boolean share) {
        int contentStart = in.position();
        int count = in.run(tag, end);
        int runEnd = in.position();
        in.position(contentStart);
        if (share && field.sharing() == Sharing.WHOLE && runEnd - tagStart <= Interner.MAX_SLICE && interner != null) {
            int hash = Interner.hash(crc, in.buffer(), tagStart, runEnd - tagStart, field);
            Object known = interner.find(hash, field, in.buffer(), tagStart, runEnd - tagStart);
            if (known == null) {
                StringMap<?> read = entries(type, field, tag, count, runEnd);
                known = interner.add(hash, field, in.buffer(), tagStart, runEnd - tagStart, read);
            }
            in.position(runEnd);
            return (StringMap<?>) known;
        }
        return entries(type, field, tag, count, runEnd);
    }

    private StringMap<?> entries(RecordType<?> type, FieldInfo field, int tag, int count, int end) {
        Object[] entries = new Object[2 * count];
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                in.tag(end);
            }
            int entryEnd = in.slice(tag, end);
            String key = "";
            Object value = null;
            while (in.position() < entryEnd) {
                int inner = in.tag(entryEnd);
                if (inner >>> 3 == 1) {
                    key = text(in.slice(inner, entryEnd), true);
                } else if (inner >>> 3 == 2) {
                    value = single(type, field, inner, entryEnd, false);
                } else {
                    in.skip(inner, entryEnd);
                }
            }
            entries[2 * i] = key;
            entries[2 * i + 1] = value == null ? Zero.of(type, field) : value;
        }
        return StringMap.ofOwned(entries);
    }

    /** One value; {@code null} when the wire shows the zero value of a field for which that means absent. */
    private @Nullable Object single(RecordType<?> type, FieldInfo field, int tag, int end, boolean share) {
        if (isNumber(field.kind())) {
            Object number = number(field, tag, end);
            return field.container() == FieldInfo.Container.SINGLE && field.zeroIsAbsent()
                    ? JsonReader.nonZero(number)
                    : number;
        }
        int sliceEnd = in.slice(tag, end);
        int from = in.position();
        Object value;
        switch (field.kind()) {
            case STRING -> {
                if (from == sliceEnd && field.container() == FieldInfo.Container.SINGLE && field.zeroIsAbsent()) {
                    return null;
                }
                return text(sliceEnd, field.sharing() != Sharing.NONE);
            }
            case BYTES -> {
                in.position(sliceEnd);
                return from == sliceEnd && field.zeroIsAbsent()
                        ? null
                        : Bytes.ofOwned(Arrays.copyOfRange(in.buffer(), from, sliceEnd));
            }
            case RECORD -> {
                RecordType<?> child = type.child(field);
                boolean whole = share && field.sharing() == Sharing.WHOLE && !field.list();
                boolean each = share && field.sharing() == Sharing.EACH;
                if (interner == null || !(whole || each) || sliceEnd - from > Interner.MAX_SLICE || from == sliceEnd) {
                    value = from == sliceEnd
                            ? child.erased().empty()
                            : record(child, from, sliceEnd, share && !field.map());
                } else {
                    int hash = Interner.hash(crc, in.buffer(), from, sliceEnd - from, child);
                    value = interner.find(hash, child, in.buffer(), from, sliceEnd - from);
                    if (value == null) {
                        value = record(child, from, sliceEnd, false);
                        if (whole || interner.seenBefore(hash)) {
                            value = interner.add(hash, child, in.buffer(), from, sliceEnd - from, value);
                        }
                    }
                }
            }
            case RAW -> {
                int start = rawContent(from, sliceEnd);
                if (interner == null || start < 0 || sliceEnd - start > Interner.MAX_SLICE) {
                    value = special(field, sliceEnd);
                } else {
                    int hash = Interner.hash(crc, in.buffer(), start, sliceEnd - start, field.kind());
                    value = interner.find(hash, field.kind(), in.buffer(), start, sliceEnd - start);
                    if (value == null) {
                        RawJson raw = RawJson.ofOwned(Arrays.copyOfRange(in.buffer(), start, sliceEnd));
                        value = interner.add(hash, field.kind(), in.buffer(), start, sliceEnd - start, raw);
                    }
                }
            }
            case TIME, MICRO_TIME -> value = recent((Instant) special(field, sliceEnd));
            default -> {
                if (interner == null || field.sharing() == Sharing.NONE || sliceEnd - from > Interner.MAX_SLICE) {
                    value = special(field, sliceEnd);
                } else {
                    int hash = Interner.hash(crc, in.buffer(), from, sliceEnd - from, field.kind());
                    value = interner.find(hash, field.kind(), in.buffer(), from, sliceEnd - from);
                    if (value == null) {
                        value = special(field, sliceEnd);
                        if (value != null) {
                            value = interner.add(hash, field.kind(), in.buffer(), from, sliceEnd - from, value);
                        }
                    }
                }
            }
        }
        in.position(sliceEnd);
        return value;
    }

    /** Where the content of a raw value begins, if it is all that its message holds; -1 otherwise. */
    private int rawContent(int from, int end) {
        if (from == end) {
            return -1;
        }
        int tag = in.tag(end);
        int contentEnd = tag == (1 << 3 | 2) ? in.slice(tag, end) : -1;
        int start = in.position();
        in.position(from);
        return contentEnd == end && start < end ? start : -1;
    }

    /** The times of one object are often the same; those of different objects seldom are. */
    private @Nullable Instant recent(@Nullable Instant time) {
        if (time == null) {
            return null;
        }
        int at = (int) time.getEpochSecond() & times.length - 1;
        Instant known = times[at];
        if (time.equals(known)) {
            return known;
        }
        times[at] = time;
        return time;
    }

    private String text(int end, boolean intern) {
        int from = in.position();
        in.position(end);
        return interner != null && intern && end - from <= Interner.MAX_STRING
                ? interner.string(in.buffer(), from, end - from)
                : new String(in.buffer(), from, end - from, java.nio.charset.StandardCharsets.UTF_8);
    }

    private Object number(FieldInfo field, int tag, int end) {
        if (field.kind() == ValueKind.DOUBLE) {
            return Double.longBitsToDouble(in.fixed64(tag, end));
        }
        long number = in.varint(tag, end);
        return switch (field.kind()) {
            case INT32 -> (int) number;
            case INT64 -> number;
            default -> number != 0;
        };
    }

    /** The small messages that are values to us. */
    private @Nullable Object special(FieldInfo field, int end) {
        if (in.position() == end
                && (field.kind() == ValueKind.TIME || field.kind() == ValueKind.MICRO_TIME)
                && field.container() == FieldInfo.Container.SINGLE) {
            return null; // Go's zero time
        }
        long first = 0;
        long second = 0;
        String text = null;
        byte[] raw = null;
        List<String> strings = field.kind() == ValueKind.STRINGS ? strings(end) : null;
        while (in.position() < end) {
            int tag = in.tag(end);
            switch (tag) {
                case 1 << 3 -> first = in.varint(tag, end);
                case 2 << 3 -> second = in.varint(tag, end);
                case 1 << 3 | 2 -> {
                    int sliceEnd = in.slice(tag, end);
                    if (field.kind() == ValueKind.RAW) {
                        raw = Arrays.copyOfRange(in.buffer(), in.position(), sliceEnd);
                        in.position(sliceEnd);
                    } else {
                        text = text(sliceEnd, false);
                    }
                }
                case 3 << 3 | 2 -> text = text(in.slice(tag, end), true);
                default -> in.skip(tag, end);
            }
        }
        try {
            return switch (field.kind()) {
                case TIME -> Instant.ofEpochSecond(first);
                case MICRO_TIME -> Scalars.micros(Instant.ofEpochSecond(first, second));
                case DURATION -> Duration.ofNanos(first);
                case QUANTITY -> text == null || text.isEmpty() ? Quantity.ZERO : Quantity.parse(text);
                case INT_OR_STRING ->
                    first == 1 ? IntOrString.of(text == null ? "" : text) : IntOrString.of((int) second);
                case RAW -> raw == null || raw.length == 0 ? null : RawJson.ofOwned(raw);
                case STRINGS -> strings;
                default -> throw new IllegalStateException("no message of its own: " + field.kind());
            };
        } catch (java.time.DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new DecodeException(field.name() + ": " + e.getMessage(), e);
        }
    }
}
