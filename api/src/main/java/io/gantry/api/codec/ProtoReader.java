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
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from protobuf messages.
 *
 * <p>With an {@link Interner}, parts are looked up by their encoded bytes before they are parsed: a sub-message by its
 * bytes, a list or map by the run of its elements, which encoders write one after the other. What to look up says the
 * field's {@link Sharing}. One reader reads one message; not thread-safe.
 */
final class ProtoReader {
    /** Nothing is shared, as there is no table. */
    private static final int OFF = 0;

    /** What the fields say is shared. */
    private static final int TOP = 1;

    /** Inside of a part that is shared as a whole and was new: its own parts are shared from the second time on. */
    private static final int WITHIN = 2;

    private final WireInput in;
    private final @Nullable Interner interner;
    private final @Nullable SipHash hash;
    private final @Nullable String[] texts = new @Nullable String[4];
    private final @Nullable Instant[] times = new @Nullable Instant[8];
    private int depth;

    ProtoReader(byte[] buffer, @Nullable Interner interner) {
        this.in = new WireInput(buffer);
        this.interner = interner;
        this.hash = interner == null ? null : interner.hash();
    }

    /** Reads the message between two positions. */
    Object record(RecordType<?> type, int from, int end) {
        return record(type, from, end, interner == null ? OFF : TOP);
    }

    private Object record(RecordType<?> type, int from, int end, int level) {
        if (++depth > FieldTrail.MAX_DEPTH) {
            throw new DecodeException("proto: message is nested too deeply");
        }
        @Nullable Object[] values = new @Nullable Object[type.fieldCount()];
        in.position(from);
        message(type, type.wire(), values, end, level);
        depth--;
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Runs runs) {
                values[i] = runs.whole();
            }
        }
        return type.create(values);
    }

    private void message(RecordType<?> type, WireNode message, @Nullable Object[] values, int end, int level) {
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
                message(type, node, values, innerEnd, level);
                in.position(innerEnd);
                continue;
            }
            int index = field.index();
            switch (field.container()) {
                case SINGLE -> {
                    Object value = single(type, field, tag, end, level);
                    values[index] = value == null || JsonReader.isEmptyUnion(type, field, value) ? null : value;
                }
                case LIST -> values[index] = joined(values[index], list(type, field, tag, tagStart, end, level));
                case MAP -> values[index] = joined(values[index], map(type, field, tag, tagStart, end, level));
            }
        }
    }

    /** Encoders write a list or map in one run; the format allows several. */
    private static Object joined(@Nullable Object before, Object run) {
        if (before == null) {
            return run;
        }
        Runs runs = before instanceof Runs begun ? begun : new Runs(before);
        runs.parts.add(run);
        return runs;
    }

    /** The runs of one list or map, put together only once, as there may be as many as the message has bytes. */
    private static final class Runs {
        final List<Object> parts = new ArrayList<>();

        Runs(Object first) {
            parts.add(first);
        }

        Object whole() {
            List<Object> all = new ArrayList<>();
            for (Object part : parts) {
                if (part instanceof StringMap<?> map) {
                    for (int i = 0; i < map.size(); i++) {
                        all.add(map.keyAt(i));
                        all.add(map.valueAt(i));
                    }
                } else {
                    all.addAll((List<?>) part);
                }
            }
            return parts.getFirst() instanceof StringMap<?> ? StringMap.ofOwned(all.toArray()) : List.of(all.toArray());
        }
    }

    private List<?> list(RecordType<?> type, FieldInfo field, int tag, int tagStart, int end, int level) {
        if ((tag & 7) != 2 && isNumber(field.kind())) {
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
        if (level == WITHIN || (level == TOP && field.sharing() == Sharing.WHOLE)) {
            Object known = shared(field, tagStart, runEnd);
            if (known == null) {
                boolean worth = level == TOP || seenBefore();
                known = elements(type, field, tag, count, runEnd, WITHIN);
                if (worth) {
                    known = remember(field, tagStart, runEnd, known);
                }
            }
            in.position(runEnd);
            return (List<?>) known;
        }
        return elements(type, field, tag, count, runEnd, level);
    }

    private List<?> elements(RecordType<?> type, FieldInfo field, int tag, int count, int end, int level) {
        Object[] elements = new Object[count];
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                in.tag(end);
            }
            Object element = single(type, field, tag, end, level);
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

    private StringMap<?> map(RecordType<?> type, FieldInfo field, int tag, int tagStart, int end, int level) {
        int contentStart = in.position();
        int count = in.run(tag, end);
        int runEnd = in.position();
        in.position(contentStart);
        if (level == WITHIN || (level == TOP && field.sharing() == Sharing.WHOLE)) {
            Object known = shared(field, tagStart, runEnd);
            if (known == null) {
                boolean worth = level == TOP || seenBefore();
                known = entries(type, field, tag, count, runEnd, WITHIN);
                if (worth) {
                    known = remember(field, tagStart, runEnd, known);
                }
            }
            in.position(runEnd);
            return (StringMap<?>) known;
        }
        return entries(type, field, tag, count, runEnd, level);
    }

    private StringMap<?> entries(RecordType<?> type, FieldInfo field, int tag, int count, int end, int level) {
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
                    value = single(type, field, inner, entryEnd, level);
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
    private @Nullable Object single(RecordType<?> type, FieldInfo field, int tag, int end, int level) {
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
                boolean atOnce = level == TOP && field.sharing() == Sharing.WHOLE && !field.list();
                boolean later = level == WITHIN || (level == TOP && field.sharing() == Sharing.EACH);
                if (from == sliceEnd) {
                    value = child.erased().empty();
                } else if (!atOnce && !later) {
                    value = record(child, from, sliceEnd, level);
                } else {
                    value = shared(child, from, sliceEnd);
                    if (value == null) {
                        boolean worth = atOnce || seenBefore();
                        value = record(child, from, sliceEnd, WITHIN);
                        value = worth ? remember(child, from, sliceEnd, value) : value;
                    }
                }
            }
            case RAW -> {
                int start = rawContent(from, sliceEnd);
                if (interner == null || start < 0) {
                    value = special(field, sliceEnd);
                } else {
                    value = shared(field.kind(), start, sliceEnd);
                    if (value == null) {
                        RawJson raw = raw(field, Arrays.copyOfRange(in.buffer(), start, sliceEnd));
                        value = remember(field.kind(), start, sliceEnd, raw);
                    }
                }
            }
            case TIME, MICRO_TIME -> value = recent((Instant) special(field, sliceEnd));
            default -> {
                value = interner == null || field.sharing() == Sharing.NONE
                        ? null
                        : shared(field.kind(), from, sliceEnd);
                if (value == null) {
                    value = special(field, sliceEnd);
                    if (value != null && interner != null && field.sharing() != Sharing.NONE) {
                        value = remember(field.kind(), from, sliceEnd, value);
                    }
                }
            }
        }
        in.position(sliceEnd);
        return value;
    }

    /** What was read before from the same bytes. */
    private @Nullable Object shared(Object key, int from, int end) {
        if (interner == null || hash == null || end - from > Interner.MAX_SLICE) {
            return null;
        }
        hash.hash(in.buffer(), from, end - from);
        return interner.find(hash, key);
    }

    /** Whether the bytes that were just looked up were looked up before: parts of parts are often there only once. */
    private boolean seenBefore() {
        return interner != null && hash != null && interner.seenBefore(hash);
    }

    /** Remembers what was read from the bytes; reading it may have used the hash for its own parts. */
    private Object remember(Object key, int from, int end, Object value) {
        if (interner == null || hash == null || end - from > Interner.MAX_SLICE) {
            return value;
        }
        hash.hash(in.buffer(), from, end - from);
        return interner.add(hash, key, end - from, value);
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
        int length = end - from;
        in.position(end);
        if (interner == null || length > Interner.MAX_STRING) {
            return new String(in.buffer(), from, length, StandardCharsets.UTF_8);
        }
        return intern
                ? interner.string(in.buffer(), from, length)
                : recent(new String(in.buffer(), from, length, StandardCharsets.UTF_8));
    }

    /** What differs from object to object may still stand twice in one: a pod's address. */
    private String recent(String text) {
        int at = text.hashCode() & texts.length - 1;
        String known = texts[at];
        if (text.equals(known)) {
            return known;
        }
        texts[at] = text;
        return text;
    }

    private Object number(FieldInfo field, int tag, int end) {
        if (field.kind() == ValueKind.DOUBLE) {
            double number = Double.longBitsToDouble(in.fixed64(tag, end));
            if (!Double.isFinite(number)) {
                throw new DecodeException(field.name() + ": json: unsupported value: " + number);
            }
            return number;
        }
        long number = in.varint(tag, end);
        return switch (field.kind()) {
            case INT32 -> (int) number;
            case INT64 -> number;
            default -> number != 0;
        };
    }

    /** What is not JSON must not get into an answer in JSON, which it would break for everybody. */
    private static RawJson raw(FieldInfo field, byte[] content) {
        try {
            JsonFormat.check(content);
        } catch (DecodeException e) {
            throw new DecodeException(field.name() + ": " + e.getMessage(), e);
        }
        return RawJson.ofOwned(content);
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
                case TIME -> Scalars.writable(Instant.ofEpochSecond(first));
                case MICRO_TIME -> Scalars.writable(Scalars.micros(Instant.ofEpochSecond(first, second)));
                case DURATION -> Duration.ofNanos(first);
                case QUANTITY -> text == null || text.isEmpty() ? Quantity.ZERO : Quantity.parse(text);
                case INT_OR_STRING ->
                    first == 1 ? IntOrString.of(text == null ? "" : text) : IntOrString.of((int) second);
                case RAW -> raw == null || raw.length == 0 ? null : raw(field, raw);
                case STRINGS -> strings;
                default -> throw new IllegalStateException("no message of its own: " + field.kind());
            };
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new DecodeException(field.name() + ": " + e.getMessage(), e);
        }
    }
}
